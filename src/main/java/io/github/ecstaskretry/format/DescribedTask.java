package io.github.ecstaskretry.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A task as DescribeTasks answers it, read as the event of its stop would be: the two have the same fields. */
public final class DescribedTask {

    private DescribedTask() {}

    /**
     * Reads one task.
     *
     * @param task in the API's own (camel case) names; times as ISO-8601 texts
     * @throws MalformedEventException when a field cannot be read
     */
    public static Incoming read(Map<String, Object> task) {
        ObjectNode event = Json.object().put("detail-type", TaskStateChangeJson.DETAIL_TYPE);
        event.set("detail", Json.tree(task));
        return EventJson.read(event);
    }
}
