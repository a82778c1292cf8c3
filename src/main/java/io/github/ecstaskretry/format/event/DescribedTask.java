package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.Json;
import java.util.Map;

/** A task as DescribeTasks answers it, read as the event of its stop would be: the two have the same fields. */
public final class DescribedTask {

    /** After STOPPED, for DescribeTasks only (Amazon ECS developer guide, "Amazon ECS task lifecycle"). */
    private static final String DELETED = "DELETED";

    private DescribedTask() {}

    /**
     * Reads one task.
     *
     * @param task in the API's own (camel case) names; times as ISO-8601 texts
     * @throws MalformedEventException when a field cannot be read
     */
    public static Incoming read(Map<String, Object> task) {
        return read((ObjectNode) Json.tree(task));
    }

    /** Reads one task as the AWS CLI prints it: times also as seconds since 1970. */
    public static Incoming read(ObjectNode task) {
        ObjectNode detail = task.deepCopy();
        if (detail.path("lastStatus").asText().equals(DELETED)) {
            detail.put("lastStatus", TaskStateChangeJson.STOPPED);
        }
        ObjectNode event = Json.object().put("detail-type", TaskStateChangeJson.DETAIL_TYPE);
        event.set("detail", detail);
        return EventJson.read(event);
    }
}
