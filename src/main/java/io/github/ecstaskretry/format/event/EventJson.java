package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads one EventBridge event by its {@code detail-type}. Unknown fields are ignored, as AWS asks of consumers.
 *
 * <p>Other events of AWS ({@code source} begins with {@code aws.}) are ignored, because a rule can match more than it should. Any other
 * document is refused, so that the dead-letter queue keeps it.
 */
public final class EventJson {

    /** The schedule's input; {@code sam/template.yaml} writes the same text. */
    private static final String RECONCILE = "ecs-task-retry Reconcile";

    private EventJson() {}

    /**
     * Reads one event that has no wrapper.
     *
     * @throws MalformedEventException if it is not an event, not one of AWS or this product, or lacks a field that is needed
     */
    public static Incoming read(JsonNode document) {
        return read(JsonField.root(document));
    }

    static Incoming read(JsonField event) {
        if (!event.node().isObject()) {
            throw new MalformedEventException(
                    event.path().isEmpty() ? "event" : event.path(),
                    "an EventBridge event as a JSON object",
                    event.node().isContainerNode() ? "a list" : "something else");
        }
        JsonField detailType = event.get("detail-type");
        return switch (detailType.text(
                "the type of an EventBridge event, such as '" + TaskStateChangeJson.DETAIL_TYPE + "'")) {
            case TaskStateChangeJson.DETAIL_TYPE -> TaskStateChangeJson.read(event);
            case ExecutionStatusChangeJson.DETAIL_TYPE -> ExecutionStatusChangeJson.read(event);
            case RECONCILE -> new Incoming.ReconcileDue();
            case CommandJson.DETAIL_TYPE -> CommandJson.read(event);
            case String other
            when event.node().path("source").asText().startsWith("aws.") ->
                new Incoming.NotForUs("detail-type is '" + other + "'");
            default ->
                throw detailType.refused("'" + TaskStateChangeJson.DETAIL_TYPE + "', '"
                        + ExecutionStatusChangeJson.DETAIL_TYPE + "', '" + RECONCILE
                        + "', '" + CommandJson.DETAIL_TYPE + "' or an event of an AWS service (source aws.…)");
        };
    }
}
