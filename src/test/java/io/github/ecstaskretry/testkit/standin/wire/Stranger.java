package io.github.ecstaskretry.testkit.standin.wire;

import java.util.List;
import java.util.Map;

/**
 * Answers every request, but not as AWS does: a proxy, a load balancer, a wrong address.
 *
 * @param status the HTTP status
 * @param page the body
 */
public record Stranger(int status, String page) implements Protocol {

    @Override
    public boolean takes(Request request) {
        return true;
    }

    @Override
    public Answer answer(Request request) {
        return new Answer(status, Map.of("Content-Type", List.of("text/html")), Body.of(page));
    }
}
