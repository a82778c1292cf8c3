package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event as JSON, without its wrappers. It names the event and its attempt for the log, even if the event cannot be read. */
public final class EventDocument {

    private final JsonField event;
    private final String description;

    EventDocument(JsonField event, String description) {
        this.event = event;
        this.description = description;
    }

    /** Parses a document and takes the events out of it: several if it is a batch of messages, at least one. Throws a {@link MalformedEventException} if it is not JSON. */
    public static List<EventDocument> parse(InputStream input) throws IOException {
        try {
            return of(Json.READER.readTree(input));
        } catch (JsonProcessingException e) {
            throw notJson(
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr());
        } catch (CharConversionException e) {
            throw notJson(" in any encoding of JSON");
        }
    }

    private static MalformedEventException notJson(String where) {
        return new MalformedEventException("event", "JSON", "text that is not JSON" + where);
    }

    /** The events of a parsed document: those of a batch of messages, at least one. */
    public static List<EventDocument> of(JsonNode document) {
        return EventWrappers.unwrap(document);
    }

    /** The kind of document, such as {@code an EventBridge event in an SQS message}. */
    public String description() {
        return description;
    }

    /** The EventBridge event's id; empty if it has none. */
    public String id() {
        return event.node().path("id").asText("");
    }

    /** The attempt that the event names, if it names one; for the log. */
    public Optional<AttemptId> attempt() {
        JsonNode detail = event.node().path("detail");
        return AttemptId.fromStartedBy(detail.path("startedBy").textValue())
                .or(() -> AttemptId.fromLaunchName(detail.path("name").textValue()))
                .or(() -> firstAttempt(detail.path("taskArn").asText()));
    }

    /** The ARN of the task that the event names; null if it names none. */
    public @Nullable String taskArn() {
        return event.node().path("detail").path("taskArn").textValue();
    }

    private static Optional<AttemptId> firstAttempt(String taskArn) {
        try {
            return Optional.of(AttemptId.first(new TaskArn(taskArn)));
        } catch (IllegalArgumentException notATask) {
            return Optional.empty();
        }
    }

    /**
     * What the event means.
     *
     * @throws MalformedEventException if it is not an event, not one of AWS or this product, or lacks a field that is needed
     */
    public Incoming read() {
        return EventJson.read(event);
    }
}
