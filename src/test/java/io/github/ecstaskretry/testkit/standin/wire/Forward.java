package io.github.ecstaskretry.testkit.standin.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Hands a service's requests on to another server, so that one endpoint serves every service. */
public final class Forward implements Protocol {

    private static final Set<String> SENT_ON =
            Set.of("authorization", "content-type", "x-amz-date", "x-amz-security-token", "x-amz-target");

    private final Switchboard switchboard;
    private final String service;
    private final String targetPrefix;
    private final URI server;

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

    private Answer send(Request request) {
        try {
            HttpURLConnection connection = (HttpURLConnection) server.toURL().openConnection();
            byte[] body = request.content().bytes();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            // A request of fixed length is not sent again when the connection breaks.
            connection.setFixedLengthStreamingMode(body.length);
            request.headers().forEach((name, values) -> {
                if (SENT_ON.contains(name.toLowerCase(Locale.ROOT))) {
                    connection.setRequestProperty(name, values.getFirst());
                }
            });
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            return answer(connection);
        } catch (IOException e) {
            throw new UncheckedIOException(server + " does not answer", e);
        }
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null && handedBack(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
            }
        });
        int status = connection.getResponseCode();
        try (InputStream body = status < 400
                ? connection.getInputStream()
                : Objects.requireNonNullElse(connection.getErrorStream(), InputStream.nullInputStream())) {
            return new Answer(status, headers, Body.of(body.readAllBytes()));
        }
    }

    private static boolean handedBack(String header) {
        return header.startsWith("x-amz") || header.equals("content-type");
    }
}
