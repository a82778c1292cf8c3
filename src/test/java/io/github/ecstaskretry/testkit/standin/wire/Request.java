package io.github.ecstaskretry.testkit.standin.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over HTTP.
 *
 * @param method such as {@code POST}
 * @param uri path and query
 * @param headers by name, as sent
 * @param target the header {@code X-Amz-Target} of the AWS JSON protocols
 * @param caller who sent it
 * @param content the whole body
 */
record Request(
        String method,
        URI uri,
        Map<String, List<String>> headers,
        @Nullable String target,
        Caller caller,
        Body content) {

    static Request read(HttpExchange exchange) throws IOException {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                Map.copyOf(exchange.getRequestHeaders()),
                exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                Caller.ofUserAgent(exchange.getRequestHeaders().getFirst("User-Agent")),
                Body.of(exchange.getRequestBody().readAllBytes()));
    }

    /** The operation that the target names, such as {@code RunTask}. */
    String operation() {
        return target == null ? "" : target.substring(target.lastIndexOf('.') + 1);
    }

    /** The body, where it is text. */
    String body() {
        return content.text();
    }
}
