package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.ecstaskretry.format.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

/** Reads an EventBridge event and tells what it is. Unknown fields are ignored, as AWS asks of consumers. */
public final class EventJson {

    /** Of the schedule's input; one contract with {@code sam/template.yaml}. */
    private static final String RECONCILE = "ecs-task-retry Reconcile";

    private static final ObjectReader READER = Json.READER;

    private EventJson() {}

    /**
     * Reads one event.
     *
     * @throws MalformedEventException when it is no JSON object, or an event of ours with a field that cannot be read
     * @throws IOException when the stream fails
     */
    public static Incoming read(InputStream input) throws IOException {
        return read(parse(input));
    }

    static JsonNode parse(InputStream input) throws IOException {
        try {
            return READER.readTree(input);
        } catch (JsonProcessingException e) {
            throw notJson(
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr());
        } catch (CharConversionException e) {
            throw notJson(" in any encoding of JSON");
        }
    }

    /** The same for a document that was parsed already. */
    public static Incoming read(JsonNode document) {
        JsonField event = JsonField.root(document);
        if (!document.isObject()) {
            throw new MalformedEventException("event", "a JSON object, an EventBridge event", "something else");
        }
        String detailType = event.get("detail-type").optionalText();
        return switch (detailType) {
            case TaskStateChangeJson.DETAIL_TYPE -> TaskStateChangeJson.read(event);
            case ExecutionStatusChangeJson.DETAIL_TYPE -> ExecutionStatusChangeJson.read(event);
            case RECONCILE -> new Incoming.Reconcile();
            case null -> new Incoming.NotForUs("detail-type is absent");
            default -> new Incoming.NotForUs("detail-type is '" + detailType + "'");
        };
    }

    private static MalformedEventException notJson(String where) {
        return new MalformedEventException("event", "JSON", "a text that is none" + where);
    }
}
