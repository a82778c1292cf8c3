package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes events out of their wrappers, so that an event can be handed to the function again in the form in which it was kept:
 *
 * <ul>
 *   <li>Lambda's on-failure record: {@code requestPayload} (Lambda developer guide, "Capturing records of Lambda asynchronous
 *       invocations"), also as the detail of an EventBridge event;
 *   <li>SQS: {@code Records[].body} as Lambda polls it, {@code Messages[].Body} as ReceiveMessage answers, or one such message;
 *   <li>SNS: {@code Records[].Sns.Message}, or a notification's {@code Message}, as SQS gets it;
 *   <li>a list of any of these, as EventBridge Pipes sends it;
 *   <li>a task or an execution without the event's envelope: the {@code detail} alone.
 * </ul>
 *
 * <p>Wrappers may be nested: the dead-letter queue holds Lambda's records in SQS messages.
 */
final class EventWrappers {

    /** A limit for hostile input; no service nests deeper. */
    private static final int DEEPEST = 8;

    private static final String NO_EVENT = "a document that is not an event";
    private static final String INVOCATION_FAILED = "Lambda Function Invocation Result - Failure";

    /** The member that holds the events, and the wrapper's name for the log; the first that fits counts. */
    private static final List<Map.Entry<String, String>> WRAPPERS = List.of(
            Map.entry("requestPayload", " in Lambda's on-failure record"),
            Map.entry("Records", ""),
            Map.entry("Messages", ""),
            Map.entry("body", " in an SQS message"),
            Map.entry("Body", " in an SQS message"),
            Map.entry("Sns", ""),
            Map.entry("Message", " in an SNS notification"));

    private final List<EventDocument> found = new ArrayList<>();

    private EventWrappers() {}

    /** The events of a document: at least one. A part without an event counts as one and fails when it is read. */
    static List<EventDocument> unwrap(JsonNode document) {
        EventWrappers wrappers = new EventWrappers();
        wrappers.unwrap(JsonField.root(document), "", 0);
        return wrappers.found;
    }

    private void unwrap(JsonField part, String wrapped, int depth) {
        JsonNode node = part.node();
        String detailType = node.path("detail-type").textValue();
        Map.Entry<String, String> wrapper = WRAPPERS.stream()
                .filter(candidate -> node.has(candidate.getKey()))
                .findFirst()
                .orElse(null);
        if (depth == DEEPEST) {
            found.add(new EventDocument(part, NO_EVENT + wrapped));
        } else if (node.isArray() && !node.isEmpty()) {
            part.elements().forEach(element -> unwrap(element, wrapped, depth + 1));
        } else if (INVOCATION_FAILED.equals(detailType)) {
            unwrap(part.get("detail"), wrapped, depth + 1);
        } else if (detailType != null) {
            found.add(new EventDocument(part, "an EventBridge event" + wrapped));
        } else if (wrapper != null) {
            unwrap(parsed(part.get(wrapper.getKey())), wrapper.getValue() + wrapped, depth + 1);
        } else if (node.has("taskArn") && node.has("lastStatus")) {
            found.add(withoutEnvelope(part, TaskStateChangeJson.DETAIL_TYPE, wrapped));
        } else if (node.has("executionArn") && node.has("status")) {
            found.add(withoutEnvelope(part, ExecutionStatusChangeJson.DETAIL_TYPE, wrapped));
        } else {
            found.add(new EventDocument(part, NO_EVENT + wrapped));
        }
    }

    /** Messages hold the event as text. A text that is not JSON stays a text, which every reader refuses. */
    private static JsonField parsed(JsonField content) {
        return content.node().isTextual()
                ? new JsonField(
                        content.path(),
                        Json.tryParse(content.node().textValue()).orElse(content.node()))
                : content;
    }

    private static EventDocument withoutEnvelope(JsonField detail, String detailType, String wrapped) {
        ObjectNode event = Json.object().put("detail-type", detailType);
        event.set("detail", detail.node());
        return new EventDocument(
                new JsonField(detail.path(), event), "the detail of an event '" + detailType + "'" + wrapped);
    }
}
