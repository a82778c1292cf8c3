package io.github.ecstaskretry.testkit.standin.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** {@code function.zip}, unpacked as Lambda unpacks it. */
public final class FunctionPackage {

    /** What {@code sam deploy} takes. */
    public static final Path ZIP = Path.of("target", "function.zip");

    /** A native package consists of this binary. */
    static final String BOOTSTRAP = "bootstrap";

    private FunctionPackage() {}

    /**
     * Unpacks a package into a directory.
     *
     * @throws IllegalStateException if it has not been built
     */
    static Path unpack(Path function, Path directory) {
        if (!Files.isReadable(function)) {
            throw new IllegalStateException("there is no " + function + ": build it with ./mvnw package");
        }
        try (ZipFile zip = new ZipFile(function.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(file -> !file.isDirectory()).toList()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IllegalStateException(function + " holds " + entry.getName() + ", outside of it");
                }
                Files.createDirectories(target.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Path bootstrap = directory.resolve(BOOTSTRAP);
            if (Files.exists(bootstrap) && !bootstrap.toFile().setExecutable(true)) {
                throw new IllegalStateException(bootstrap + " cannot be made executable");
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
