package io.github.ecstaskretry.standin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** Hands a service's requests on to another server, so that one endpoint serves every service. */
public final class Forward implements Protocol, AutoCloseable {

    private static final Set<String> SENT_ON =
            Set.of("authorization", "content-type", "x-amz-date", "x-amz-security-token", "x-amz-target");
    private static final Predicate<String> HANDED_BACK =
            name -> name.startsWith("x-amz") || name.equalsIgnoreCase("content-type");

    private final Switchboard switchboard;
    private final String service;
    private final String targetPrefix;
    private final URI server;
    private final HttpClient http = HttpClient.newHttpClient();

    public Forward(Switchboard switchboard, String service, String targetPrefix, URI server) {
        this.switchboard = switchboard;
        this.service = service;
        this.targetPrefix = targetPrefix;
        this.server = server;
    }

    @Override
    public boolean takes(Request request) {
        return request.target() != null && request.target().startsWith(targetPrefix);
    }

    @Override
    public Answer answer(Request request) {
        Refusal[] refusal = new Refusal[1];
        try {
            return switchboard.call(
                    request.caller(), service, request.operation(), Json.read(request.body()), () -> send(request, refusal));
        } catch (AwsError error) {
            return refusal[0] != null
                    ? refusal[0].answer()
                    : Answer.of(
                            error.status(),
                            "application/x-amz-json-1.0",
                            UUID.randomUUID().toString(),
                            Json.write(error.json()));
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private record Refusal(Answer answer) {}

    /** An error of the other server is thrown for the log, and its answer kept for the caller. */
    private Answer send(Request request, Refusal[] refusal) {
        HttpResponse<String> response = exchange(request);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> {
            if (HANDED_BACK.test(name)) {
                headers.put(name, values);
            }
        });
        Answer answer = new Answer(response.statusCode(), headers, response.body());
        if (response.statusCode() >= 400) {
            refusal[0] = new Refusal(answer);
            throw AwsError.of(response.statusCode(), errorType(response.body()), response.body());
        }
        return answer;
    }

    private HttpResponse<String> exchange(Request request) {
        HttpRequest.Builder forwarded =
                HttpRequest.newBuilder(server).POST(HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach((name, values) -> {
            if (SENT_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                forwarded.header(name, values.getFirst());
            }
        });
        try {
            return http.send(forwarded.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(server + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String errorType(String body) {
        JsonNode type = Json.read(body).path("__type");
        return type.asText().substring(type.asText().indexOf('#') + 1);
    }
}
