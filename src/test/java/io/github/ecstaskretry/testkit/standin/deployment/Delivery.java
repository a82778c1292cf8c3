package io.github.ecstaskretry.testkit.standin.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * The result of an event.
 *
 * @param event as the bus had it
 * @param answer the function's answer; null if the event went to the dead-letter queue
 * @param error why the event went to the dead-letter queue; null if it did not
 */
public record Delivery(
        ObjectNode event,
        @Nullable JsonNode answer,
        @Nullable String error) {

    /** The answer; without one {@code {"result":"failed","error":…}}. */
    JsonNode answerOrError() {
        return answer == null ? Json.object().put("result", "failed").put("error", error) : answer;
    }
}
