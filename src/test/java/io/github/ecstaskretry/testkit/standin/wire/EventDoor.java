package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.function.Function;

/** Takes an event by POST and answers with the result of its invocation. AWS has no such endpoint. */
public final class EventDoor implements Protocol {

    private static final String JSON = "application/json";

    private final Function<ObjectNode, JsonNode> handle;

    public EventDoor(Function<ObjectNode, JsonNode> handle) {
        this.handle = handle;
    }

    @Override
    public boolean takes(Request request) {
        return request.target() == null && request.body().stripLeading().startsWith("{");
    }

    @Override
    public Answer answer(Request request) {
        String requestId = UUID.randomUUID().toString();
        try {
            JsonNode answer = handle.apply((ObjectNode) Json.read(request.body()));
            return Answer.of(200, JSON, requestId, Json.write(answer) + "\n");
        } catch (IllegalArgumentException notJson) {
            return Answer.jsonError(JSON, AwsError.client("InvalidEvent", notJson.getMessage()));
        }
    }
}
