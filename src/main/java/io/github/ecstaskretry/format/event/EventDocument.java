package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskArn;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An event that is JSON. What a log says of it can be asked before it is read, and also when it cannot be. */
public final class EventDocument {

    private final JsonNode document;

    private EventDocument(JsonNode document) {
        this.document = document;
    }

    /**
     * Parses one event.
     *
     * @throws MalformedEventException when it is no JSON
     * @throws IOException when the stream fails
     */
    public static EventDocument parse(InputStream input) throws IOException {
        return new EventDocument(EventJson.parse(input));
    }

    /** The EventBridge event's id; empty when it has none. */
    public String id() {
        return document.path("id").asText("");
    }

    /** The attempt that the event seems to be about; empty when that does not show. */
    public Optional<AttemptId> attempt() {
        JsonNode detail = document.path("detail");
        return AttemptId.fromStartedBy(detail.path("startedBy").textValue())
                .or(() -> AttemptId.fromLaunchName(detail.path("name").textValue()))
                .or(() -> first(detail.path("taskArn").asText()));
    }

    private static Optional<AttemptId> first(String taskArn) {
        try {
            return Optional.of(AttemptId.first(new TaskArn(taskArn)));
        } catch (IllegalArgumentException noTask) {
            return Optional.empty();
        }
    }

    /**
     * What the event is.
     *
     * @throws MalformedEventException as {@link EventJson#read(JsonNode)}
     */
    public Incoming read() {
        return EventJson.read(document);
    }
}
