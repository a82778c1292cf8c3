package io.github.ecstaskretry.testkit.standin.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * DynamoDB Local, in memory, in its own process, because its libraries conflict with those of Quarkus. It listens on every network
 * interface and cannot be told otherwise.
 */
public final class DynamoDbLocal implements AutoCloseable {

    /** Written by the build. */
    private static final Path CLASS_PATH = Path.of("target", "dynamodb-local.classpath");

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int TRIES = 3;

    private final Process process;
    private final int port;

    /** Started at its first use. */
    private static final class OfThisJvm {

        static final DynamoDbLocal LOCAL = start();
    }

    private DynamoDbLocal(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The one that everything in this JVM shares, because starting one takes seconds. It ends with the JVM. */
    public static DynamoDbLocal ofThisJvm() {
        return OfThisJvm.LOCAL;
    }

    /**
     * Starts it on a free port and waits until it answers. Tries another port if another process took the first one meanwhile.
     *
     * @throws IllegalStateException if it does not start
     */
    public static DynamoDbLocal start() {
        try {
            for (int tried = 1; ; tried++) {
                Path log = Files.createTempFile(Path.of("target"), "dynamodb-local-", ".log");
                DynamoDbLocal local = launch(freePort(), log);
                if (local.comesToAnswer()) {
                    return local;
                }
                boolean died = !local.process.isAlive();
                local.close();
                if (!died || tried == TRIES) {
                    throw new IllegalStateException("DynamoDB Local does not start; see " + log.toAbsolutePath());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DynamoDbLocal launch(int port, Path log) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        Files.readString(CLASS_PATH).strip(),
                        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                        "-inMemory",
                        "-disableTelemetry",
                        "-port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new DynamoDbLocal(process, port);
    }

    /** The address for clients. */
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

    /** Waits until it answers, dies, or exceeds {@link #PATIENCE}. */
    private boolean comesToAnswer() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (process.isAlive() && System.nanoTime() < deadline) {
                if (answers()) {
                    return process.isAlive();
                }
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
            return false;
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every answer of DynamoDB carries a request id; another process on this port sends none. */
    private boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) endpoint().toURL().openConnection();
            connection.setReadTimeout(10_000);
            return connection.getHeaderField("x-amzn-RequestId") != null;
        } catch (IOException notYet) {
            return false;
        }
    }
}
