package io.github.ecstaskretry.testkit.standin.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP server on the loopback address; a virtual thread serves each request. */
public final class HttpFront implements AutoCloseable {

    static {
        // Without it every answer waits for the client's delayed acknowledgement (JDK module jdk.httpserver).
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Protocol> protocols;

    /**
     * Starts the server.
     *
     * @param port 0: any free one
     */
    public HttpFront(int port, List<Protocol> protocols) {
        this.protocols = List.copyOf(protocols);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(Request.read(exchange));
            answer.headers()
                    .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
            byte[] body = answer.content().bytes();
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(Request request) {
        try {
            return protocols.stream()
                    .filter(protocol -> protocol.takes(request))
                    .findFirst()
                    .map(protocol -> protocol.answer(request))
                    .orElseGet(() -> unknown(request));
        } catch (RuntimeException bug) {
            return failure(AwsError.of(500, "InternalFailure", "the stand-in failed: " + bug));
        }
    }

    private static Answer unknown(Request request) {
        return failure(AwsError.client(
                "UnknownOperationException",
                "No stand-in here for X-Amz-Target " + request.target()
                        + "; there are ECS, Step Functions, SNS and, where given, DynamoDB"));
    }

    private static Answer failure(AwsError error) {
        return Answer.jsonError("application/x-amz-json-1.1", error);
    }
}
