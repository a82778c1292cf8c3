package io.github.ecstaskretry.testkit.standin.lambda;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the package's handler is run. */
public enum JavaRuntime {

    /** AWS's own runtime interface client, which Lambda's managed Java runtimes consist of. Its native part is for Linux. */
    AWS("AWS's Java runtime interface client") {
        @Override
        List<String> command(Path unpacked) {
            return List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-D" + NativeLibrary.PROPERTY + "=" + NativeLibrary.unpackInto(unpacked.getParent()),
                    "-cp",
                    ownClassPath("aws-lambda-java-") + File.pathSeparator + taskClassPath(unpacked),
                    "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                    HANDLER);
        }
    },

    /** A loop around the same handler, for every system. */
    LOOP("a plain loop around the handler, because AWS's runtime interface client exists for Linux only") {
        @Override
        List<String> command(Path unpacked) {
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

    /** For people. */
    public String description() {
        return description;
    }

    /** The JVM's arguments. */
    abstract List<String> command(Path unpacked);

    /** The function's directory and its {@code lib}, as Lambda's managed runtimes have it. */
    private static String taskClassPath(Path unpacked) {
        return unpacked + File.pathSeparator + unpacked.resolve("lib") + File.separator + "*";
    }

    private static String ownClassPath(String startOfName) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith(startOfName))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
