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
final class FunctionPackage {

    /** What {@code sam deploy} takes. */
    static final Path ZIP = Path.of("target", "function.zip");

    private FunctionPackage() {}

    /**
     * Unpacks the zip into a directory.
     *
     * @throws IllegalStateException when it has not been built
     */
    static Path unpackInto(Path directory) {
        if (!Files.isReadable(ZIP)) {
            throw new IllegalStateException("there is no " + ZIP + ": build it with ./mvnw package");
        }
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(file -> !file.isDirectory()).toList()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IllegalStateException(ZIP + " holds " + entry.getName() + ", outside of it");
                }
                Files.createDirectories(target.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
