package io.github.ecstaskretry.testkit.standin.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Hands a service's requests on to another server, so that one endpoint serves every service. */
public final class Forward implements Protocol, AutoCloseable {

    private static final Set<String> SENT_ON =
            Set.of("authorization", "content-type", "x-amz-date", "x-amz-security-token", "x-amz-target");

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
        try {
            return switchboard.forward(service, request, Json.read(request.body()), () -> send(request));
        } catch (AwsError error) {
            return Answer.jsonError("application/x-amz-json-1.0", error);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer send(Request request) {
        HttpResponse<String> response = exchange(request);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> {
            if (handedBack(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
            }
        });
        return new Answer(response.statusCode(), headers, Body.of(response.body()));
    }

    private static boolean handedBack(String header) {
        return header.startsWith("x-amz") || header.equals("content-type");
    }

    private HttpResponse<String> exchange(Request request) {
        HttpRequest.Builder forwarded =
                HttpRequest.newBuilder(server).POST(HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach((name, values) -> {
            if (SENT_ON.contains(name.toLowerCase(Locale.ROOT))) {
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
}
