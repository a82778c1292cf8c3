package io.github.ecstaskretry.testkit.standin.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;

/** A custom runtime in a few lines: takes invocations from the Runtime API and gives them to the package's handler. */
public final class HandlerLoop {

    private final HttpClient http = HttpClient.newHttpClient();
    private final RequestStreamHandler handler = new QuarkusStreamHandler();
    private final String invocations;

    private HandlerLoop(String api) {
        this.invocations = "http://" + api + "/2018-06-01/runtime/invocation/";
    }

    /** Runs until the process is ended. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        HandlerLoop loop = new HandlerLoop(System.getenv("AWS_LAMBDA_RUNTIME_API"));
        while (true) {
            loop.one();
        }
    }

    private void one() throws IOException, InterruptedException {
        HttpResponse<byte[]> next = http.send(request("next").GET().build(), BodyHandlers.ofByteArray());
        String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(next.body()), answer, new LoopContext(id, deadline(next)));
            post(id + "/response", answer.toByteArray());
        } catch (IOException | RuntimeException e) {
            String message = String.valueOf(e.getMessage()).replaceAll("[\\\\\"\\p{Cntrl}]", " ");
            String report = "{\"errorType\":\"" + e.getClass().getName() + "\",\"errorMessage\":\"" + message + "\"}";
            post(id + "/error", report.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static Instant deadline(HttpResponse<?> next) {
        return Instant.ofEpochMilli(Long.parseLong(
                next.headers().firstValue("Lambda-Runtime-Deadline-Ms").orElseThrow()));
    }

    private void post(String path, byte[] body) throws IOException, InterruptedException {
        http.send(request(path).POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.discarding());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(invocations + path));
    }
}
