package io.github.ecstaskretry.testkit.standin.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lambda's side of the Runtime API for one runtime (AWS Lambda developer guide, "Using the Lambda runtime API"). */
final class RuntimeApi implements AutoCloseable {

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String INVOCATION = ROOT + "invocation/";

    private record Invocation(String id, String event, CompletableFuture<String> answer) {}

    private final HttpServer server;
    private final String functionArn;
    private final Duration timeout;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingDeque<Invocation> waiting = new LinkedBlockingDeque<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    /**
     * Counts the runtimes that have polled here, one after the other: one that is gone takes no invocation any more. Its lock is
     * held while an invocation becomes a runtime's and while a runtime's invocations end with it.
     */
    private final AtomicInteger runtime = new AtomicInteger();

    private volatile boolean closed;

    /**
     * Starts listening on a free port of loopback.
     *
     * @param timeout the function's, which its deadline is made from
     */
    RuntimeApi(String functionArn, Duration timeout) {
        this.functionArn = functionArn;
        this.timeout = timeout;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(ROOT, this::handle);
        server.start();
    }

    /** As {@code AWS_LAMBDA_RUNTIME_API} wants it. */
    String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Hands an event over; completes with the answer or, exceptionally, with a {@link FunctionError}. */
    CompletableFuture<String> invoke(String event) {
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        if (closed) {
            fail(invocation, "the function is closed");
        } else {
            waiting.add(invocation);
        }
        return invocation.answer();
    }

    /** Waits until there is an invocation for a new runtime. */
    void awaitWork() throws InterruptedException {
        waiting.putFirst(waiting.takeFirst());
    }

    /** The runtime is gone, and with it the invocation that it ran, or that it was started for. */
    void runtimeExited(String report) {
        synchronized (runtime) {
            runtime.incrementAndGet();
            if (running.isEmpty()) {
                Invocation startedFor = waiting.poll();
                if (startedFor != null) {
                    fail(startedFor, report);
                }
            }
            running.values().forEach(invocation -> fail(invocation, report));
            running.clear();
        }
    }

    private static void fail(Invocation invocation, String report) {
        invocation.answer().completeExceptionally(new FunctionError(report));
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
        threads.shutdownNow();
        running.values().forEach(invocation -> fail(invocation, "the function is closed"));
        waiting.forEach(invocation -> fail(invocation, "the function is closed"));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
            } else if (path.startsWith(INVOCATION)) {
                String[] parts = path.substring(INVOCATION.length()).split("/", -1);
                finish(exchange, parts[0], parts.length == 2 ? parts[1] : "", body);
            } else if (path.equals(ROOT + "init/error")) {
                runtimeExited(body);
                answer(exchange, 202, "{\"status\":\"OK\"}");
            } else {
                answer(exchange, 404, "{}");
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            Optional<Invocation> taken = take(runtime.get());
            if (taken.isPresent()) {
                handOver(exchange, taken.get());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty if the runtime that asks has exited. */
    private Optional<Invocation> take(int asking) throws InterruptedException {
        while (runtime.get() == asking) {
            Invocation invocation = waiting.poll(20, TimeUnit.MILLISECONDS);
            if (invocation != null && runs(asking, invocation)) {
                return Optional.of(invocation);
            }
        }
        return Optional.empty();
    }

    /** Gives the invocation to a runtime, or back when that is gone: never to one whose end has been dealt with. */
    private boolean runs(int asking, Invocation invocation) {
        synchronized (runtime) {
            if (runtime.get() == asking) {
                running.put(invocation.id(), invocation);
                return true;
            }
            waiting.addFirst(invocation);
            return false;
        }
    }

    private void handOver(HttpExchange exchange, Invocation invocation) throws IOException {
        Map<String, String> headers = Map.of(
                "Lambda-Runtime-Aws-Request-Id",
                invocation.id(),
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plus(timeout).toEpochMilli()),
                "Lambda-Runtime-Invoked-Function-Arn",
                functionArn,
                "Lambda-Runtime-Trace-Id",
                "Root=1-00000000-000000000000000000000000;Sampled=0");
        headers.forEach(exchange.getResponseHeaders()::set);
        answer(exchange, 200, invocation.event());
    }

    private void finish(HttpExchange exchange, String id, String how, String body) throws IOException {
        Invocation invocation = running.remove(id);
        if (invocation == null) {
            answer(exchange, 403, "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"no such invocation\"}");
        } else if (how.equals("response")) {
            answer(exchange, 202, "{\"status\":\"OK\"}");
            invocation.answer().complete(body);
        } else {
            answer(exchange, 202, "{\"status\":\"OK\"}");
            invocation.answer().completeExceptionally(FunctionError.reported(body));
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
