package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Reads a task from DescribeTasks like the event of its stop, because both have the same fields. */
public final class DescribedTask {

    /** Only DescribeTasks shows this status, after STOPPED (Amazon ECS developer guide, "Amazon ECS task lifecycle"). */
    private static final String DELETED = "DELETED";

    private DescribedTask() {}

    /** Reads a task of the SDK. Throws a {@link MalformedEventException} if a field cannot be read. */
    public static Incoming read(SdkPojo task) {
        return read(tree(task));
    }

    /** The structure under the API's own names; a time is an ISO-8601 text. */
    public static ObjectNode tree(SdkPojo structure) {
        ObjectNode tree = Json.object();
        for (SdkField<?> field : structure.sdkFields()) {
            Json.putIfPresent(tree, field.locationName(), value(field.getValueOrDefault(structure)));
        }
        return tree;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case SdkPojo structure -> tree(structure);
            case List<?> list -> list.stream().map(DescribedTask::value).toList();
            case Instant time -> time.toString();
            case null, default -> value;
        };
    }

    /**
     * Reads a running task as if it had stopped just after its creation, without a reason. Throws a {@link MalformedEventException},
     * too.
     */
    public static StoppedTask readAsStopped(SdkPojo task) {
        ObjectNode stopped = tree(task).put("lastStatus", TaskStateChangeJson.STOPPED);
        stopped.put("stoppedAt", stopped.path("createdAt").asText(Instant.EPOCH.toString()));
        return ((Incoming.TaskStopped) read(stopped)).task();
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
