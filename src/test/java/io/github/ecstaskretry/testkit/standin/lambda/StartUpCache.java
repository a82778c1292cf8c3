package io.github.ecstaskretry.testkit.standin.lambda;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The package that was built last, unpacked, with the JDK's ahead-of-time cache of it (JEP 483, JEP 514). A start with the cache takes
 * half of the processor time. The JDK caches no class of a directory, so the package's own classes are in a jar here.
 */
public final class StartUpCache {

    /** Of this build. */
    public static final Path DIRECTORY = Path.of("target", "function-cache").toAbsolutePath();

    private static final Path JAR = DIRECTORY.resolve("function.jar");
    private static final Path CACHE = DIRECTORY.resolve("function.aot");

    /** The package as Lambda unpacks it. */
    static final Path UNPACKED = DIRECTORY.resolve("task");

    private static final Path RECORDED = DIRECTORY.resolve("recorded.aot");

    private StartUpCache() {}

    static String classPath() {
        return JAR + File.pathSeparator + JavaRuntime.libraries(UNPACKED);
    }

    /** Options of a JVM that uses the cache; it starts without one that it cannot use. */
    static List<String> use() {
        return List.of("-XX:AOTCache=" + CACHE, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    /** Options of a JVM that writes the cache when it ends. */
    static List<String> record() {
        return List.of("-XX:AOTCacheOutput=" + RECORDED);
    }

    /**
     * Makes the cache unless this build has one. Waits if another process is making it.
     *
     * @param training runs the function with {@link JavaRuntime#RECORDING} and closes it
     */
    public static synchronized void make(Runnable training) {
        try (FileChannel channel = FileChannel.open(
                        Files.createDirectories(DIRECTORY).resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock alone = channel.lock()) {
            if (alone.isValid() && isOlderThanThePackage()) {
                deleteUnpacked();
                FunctionPackage.unpack(FunctionPackage.ZIP, UNPACKED);
                pack();
                Files.deleteIfExists(RECORDED);
                training.run();
                // The file stays empty for a native package, and if this JDK writes no cache.
                if (!Files.exists(RECORDED)) {
                    Files.createFile(RECORDED);
                }
                Files.move(RECORDED, CACHE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlderThanThePackage() throws IOException {
        return !Files.exists(CACHE)
                || Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(FunctionPackage.ZIP)) < 0;
    }

    /** Of an earlier build. */
    private static void deleteUnpacked() throws IOException {
        try (Stream<Path> found = Files.walk(Files.createDirectories(UNPACKED))) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Everything but the libraries. */
    private static void pack() throws IOException {
        try (ZipFile zip = new ZipFile(FunctionPackage.ZIP.toFile());
                OutputStream file = Files.newOutputStream(JAR);
                ZipOutputStream jar = new ZipOutputStream(file)) {
            jar.setLevel(0);
            for (ZipEntry entry : zip.stream()
                    .filter(entry -> !entry.getName().startsWith("lib/"))
                    .toList()) {
                jar.putNextEntry(new ZipEntry(entry.getName()));
                zip.getInputStream(entry).transferTo(jar);
            }
        }
    }
}
