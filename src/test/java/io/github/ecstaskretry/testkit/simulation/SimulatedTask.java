package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task of ECS. */
final class SimulatedTask {

    private final String id;
    private final @Nullable String startedBy;
    private final JsonNode overrides;
    private final Instant createdAt;
    private final Instant listedFrom;
    private final Ending ending;
    private @Nullable Instant stoppedAt;

    /**
     * A task that has just been made.
     *
     * @param startedBy null when nobody said
     * @param overrides as events show them
     * @param listedFrom when ListTasks shows it
     */
    SimulatedTask(
            String id,
            @Nullable String startedBy,
            JsonNode overrides,
            Instant createdAt,
            Instant listedFrom,
            Ending ending) {
        this.id = id;
        this.startedBy = startedBy;
        this.overrides = overrides;
        this.createdAt = createdAt;
        this.listedFrom = listedFrom;
        this.ending = ending;
    }

    String id() {
        return id;
    }

    String arn() {
        return TaskEvent.TASK_ARN.replace(TaskEvent.TASK_ID, id);
    }

    @Nullable String startedBy() {
        return startedBy;
    }

    JsonNode overrides() {
        return overrides;
    }

    Ending ending() {
        return ending;
    }

    @Nullable Instant stoppedAt() {
        return stoppedAt;
    }

    void stop(Instant now) {
        stoppedAt = now;
    }

    boolean isListed(Instant now) {
        return !now.isBefore(listedFrom);
    }

    /** "ECS Task State Change" of its stop; of a task that runs, as it will be. */
    ObjectNode event(String eventId, int version) {
        return ending.event()
                .task(id)
                .stoppedAt(String.valueOf(Objects.requireNonNullElse(stoppedAt, createdAt)))
                .withEnvelope(envelope -> envelope.put("id", eventId))
                .with(detail -> {
                    detail.put("version", version);
                    detail.put("createdAt", createdAt.toString());
                    if (startedBy != null) {
                        detail.put("startedBy", startedBy);
                    }
                    detail.set("overrides", overrides);
                })
                .json();
    }
}
