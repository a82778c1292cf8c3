package io.github.ecstaskretry.standin.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over HTTP.
 *
 * @param headers by name, as sent
 * @param target the header {@code X-Amz-Target} of the AWS JSON protocols
 * @param caller who sent it
 * @param body the whole body
 */
record Request(Map<String, List<String>> headers, @Nullable String target, Caller caller, String body) {

    static Request read(HttpExchange exchange) throws IOException {
        return new Request(
                Map.copyOf(exchange.getRequestHeaders()),
                exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                Caller.ofUserAgent(exchange.getRequestHeaders().getFirst("User-Agent")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The operation that the target names, such as {@code RunTask}. */
    String operation() {
        return target == null ? "" : target.substring(target.indexOf('.') + 1);
    }
}
