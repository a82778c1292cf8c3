package io.github.ecstaskretry.standin.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * DynamoDB Local in memory, in a process of its own: it brings libraries that do not go together with Quarkus's. It listens on
 * every interface, as it always does.
 */
public final class DynamoDbLocal implements AutoCloseable {

    /** Written by the build. */
    private static final Path CLASS_PATH = Path.of("target", "dynamodb-local.classpath");

    private static final Path LOG = Path.of("target", "dynamodb-local.log");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private DynamoDbLocal(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it on a free port and waits until it answers.
     *
     * @throws IllegalStateException when it does not
     */
    public static DynamoDbLocal start() {
        try {
            int port = freePort();
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            Files.readString(CLASS_PATH).strip(),
                            "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                            "-inMemory",
                            "-disableTelemetry",
                            "-port",
                            Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(LOG.toFile())
                    .start();
            DynamoDbLocal local = new DynamoDbLocal(process, port);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            local.awaitPort();
            return local;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("DynamoDB Local does not start; see " + LOG.toAbsolutePath());
            }
            try {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(endpoint().getHost(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
