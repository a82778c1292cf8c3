package io.github.ecstaskretry.testkit.standin.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the package's handler is run. */
public enum JavaRuntime {

    /** AWS's own runtime interface client, which Lambda's managed Java runtimes consist of. Its native part is for Linux. */
    AWS("AWS's Java runtime interface client"),

    /** The same with the {@link StartUpCache}, of the package that was built last only. */
    CACHED("AWS's Java runtime interface client and the JDK's ahead-of-time cache") {
        @Override
        List<String> cacheOptions() {
            return StartUpCache.use();
        }
    },

    /** Starts as {@link #AWS} and writes the cache at the end. */
    RECORDING("AWS's Java runtime interface client, recorded for the JDK's ahead-of-time cache") {
        @Override
        List<String> cacheOptions() {
            return StartUpCache.record();
        }
    },

    /** A loop around the same handler, for every system. */
    LOOP("a plain loop around the handler, because AWS's runtime interface client exists for Linux only") {
        @Override
        List<String> command(Path unpacked, Path own) {
            return List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    taskClassPath(unpacked)
                            + File.pathSeparator
                            + Path.of("target", "test-classes").toAbsolutePath(),
                    HandlerLoop.class.getName());
        }
    };

    /** As {@code sam/template.yaml} names it. */
    static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private final String description;

    JavaRuntime(String description) {
        this.description = description;
    }

    /** AWS's where it runs. */
    public static JavaRuntime ofThisSystem() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux") ? AWS : LOOP;
    }

    /** The one that starts quickest; {@link StartUpCache#make} has to be called first. */
    public static JavaRuntime quickest() {
        return ofThisSystem() == AWS ? CACHED : LOOP;
    }

    /** For people. */
    public String description() {
        return description;
    }

    /** Where the package is, unpacked there before or in the function's own directory now. */
    Path unpack(Path zip, Path own) throws IOException {
        if (usesCache()) {
            return StartUpCache.UNPACKED;
        }
        return FunctionPackage.unpack(zip, Files.createDirectories(own.resolve("task")))
                .toAbsolutePath();
    }

    /**
     * The JVM's arguments.
     *
     * @param own the function's own directory
     */
    List<String> command(Path unpacked, Path own) {
        String taskClassPath = usesCache() ? StartUpCache.classPath() : taskClassPath(unpacked);
        List<String> command = new ArrayList<>(cacheOptions());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-D" + NativeLibrary.PROPERTY + "=" + NativeLibrary.unpackInto(own),
                "-cp",
                ownClassPath("aws-lambda-java-") + File.pathSeparator + taskClassPath,
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                HANDLER));
        return command;
    }

    private boolean usesCache() {
        return !cacheOptions().isEmpty();
    }

    /** The JVM's options that use or write the {@link StartUpCache}, if it does either. */
    List<String> cacheOptions() {
        return List.of();
    }

    /** The function's directory and its {@code lib}, as Lambda's managed runtimes have it. */
    private static String taskClassPath(Path unpacked) {
        return unpacked + File.pathSeparator + libraries(unpacked);
    }

    static String libraries(Path unpacked) {
        return unpacked.resolve("lib") + File.separator + "*";
    }

    private static String ownClassPath(String startOfName) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith(startOfName))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
