package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Reads a task of DescribeTasks like the event of its stop: both have the same fields. */
public final class DescribedTask {

    /** Follows STOPPED in DescribeTasks only (Amazon ECS developer guide, "Amazon ECS task lifecycle"). */
    private static final String DELETED = "DELETED";

    private DescribedTask() {}

    /** A task of the SDK under the API's own names. Absent members are left out; times are ISO-8601 texts. */
    public static Map<String, Object> document(SdkPojo structure) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (SdkField<?> field : structure.sdkFields()) {
            @Nullable Object value = field.getValueOrDefault(structure);
            if (value != null) {
                document.put(field.locationName(), value(value));
            }
        }
        return document;
    }

    private static Object value(Object value) {
        return switch (value) {
            case SdkPojo structure -> document(structure);
            case List<?> list -> list.stream().map(DescribedTask::value).toList();
            case Instant time -> time.toString();
            default -> value;
        };
    }

    /**
     * Reads a task of the SDK.
     *
     * @throws MalformedEventException if a field cannot be read
     */
    public static Incoming read(SdkPojo task) {
        return read(document(task));
    }

    /** Reads a task that {@link #document} has written. */
    public static Incoming read(Map<String, Object> task) {
        return read((ObjectNode) Json.tree(task));
    }

    /** Reads a task as the AWS CLI prints it; version 1 writes times as seconds since 1970. */
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
