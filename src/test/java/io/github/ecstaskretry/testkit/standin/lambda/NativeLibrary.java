package io.github.ecstaskretry.testkit.standin.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * The native part of AWS's runtime interface client. Left to itself, every client writes it to {@code /tmp/.libaws-lambda-jni.so}
 * and loads it from there: a process that starts overwrites what another has just mapped, and that one dies of SIGBUS. Here each
 * function has its own copy.
 */
final class NativeLibrary {

    /** The client loads the file that this system property names and unpacks none. */
    static final String PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeLibrary() {}

    /** Unpacks the library for this machine. A copy that a running process has mapped stays intact: the new one is moved over it. */
    static Path unpackInto(Path directory) {
        Path library = directory.resolve("libaws-lambda-jni.so").toAbsolutePath();
        try (InputStream content = NativeLibrary.class.getResourceAsStream(resource())) {
            Path copy = Files.createTempFile(directory, "libaws-lambda-jni", ".part");
            Files.copy(Objects.requireNonNull(content, resource()), copy, StandardCopyOption.REPLACE_EXISTING);
            return Files.move(copy, library, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource() {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        return "/jni/libaws-lambda-jni." + (hasMusl() ? "linux_musl-" : "linux-") + architecture + ".so";
    }

    private static boolean hasMusl() {
        String[] loaders = new File("/lib").list((directory, name) -> name.startsWith("ld-musl-"));
        return loaders != null && loaders.length > 0;
    }
}
