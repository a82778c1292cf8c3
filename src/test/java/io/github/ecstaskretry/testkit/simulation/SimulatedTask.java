package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Task;

/** A task of ECS. */
final class SimulatedTask {

    /** The default memory of a task, in MiB. */
    static final long MEMORY = 512;

    private final Launch launch;
    private final Script.Scene scene;
    private final Instant createdAt;
    private final Instant listedFrom;
    private @Nullable Instant stoppedAt;
    private @Nullable ObjectNode event;
    private @Nullable Task described;

    /**
     * The task's identity, as its event shows it.
     *
     * @param id the task's
     * @param attempt of the job
     * @param request RunTask's, in Pascal case; null for the job's first task
     */
    record Launch(
            String id,
            Job job,
            int attempt,
            String clusterArn,
            String taskDefinitionArn,
            @Nullable String startedBy,
            @Nullable String group,
            boolean spot,
            JsonNode overrides,
            JsonNode tags,
            @Nullable JsonNode request) {}

    /**
     * A task that has just been made.
     *
     * @param listedFrom when ListTasks shows it
     */
    SimulatedTask(Launch launch, Instant createdAt, Instant listedFrom) {
        this.launch = launch;
        this.scene = launch.job().script().scene(launch.attempt());
        this.createdAt = createdAt;
        this.listedFrom = listedFrom;
    }

    Launch launch() {
        return launch;
    }

    String id() {
        return launch.id();
    }

    String jobId() {
        return launch.job().id();
    }

    String clusterArn() {
        return launch.clusterArn();
    }

    String arn() {
        return launch.clusterArn().replace(":cluster/", ":task/") + "/" + launch.id();
    }

    @Nullable String startedBy() {
        return launch.startedBy();
    }

    Script.Scene scene() {
        return scene;
    }

    Ending ending() {
        return scene.ending();
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable Instant stoppedAt() {
        return stoppedAt;
    }

    void stop(Instant now) {
        stoppedAt = now;
        event = null;
        described = null;
    }

    boolean isListed(Instant now) {
        return !now.isBefore(listedFrom);
    }

    /** As DescribeTasks shows it. */
    Task described() {
        if (described == null) {
            described = DescribedTasks.of(this);
        }
        return described;
    }

    /** The detail of its event; of a task that runs, as it will be. */
    JsonNode detail() {
        return whole().path("detail");
    }

    /** "ECS Task State Change" of its stop. */
    ObjectNode event(String eventId, int version) {
        ObjectNode copy = whole().deepCopy().put("id", eventId);
        copy.withObject("/detail").put("version", version);
        return copy;
    }

    private ObjectNode whole() {
        if (event == null) {
            event = made();
        }
        return event;
    }

    private ObjectNode made() {
        return ending().event()
                .stoppedAt(String.valueOf(Objects.requireNonNullElse(stoppedAt, createdAt)))
                .with(detail -> {
                    detail.put("taskArn", arn()).put("clusterArn", launch.clusterArn());
                    detail.put("taskDefinitionArn", launch.taskDefinitionArn());
                    detail.put("createdAt", createdAt.toString());
                    detail.put(
                            "group",
                            launch.group() == null ? "family:" + launch.job().family() : launch.group());
                    if (ending().started()) {
                        detail.put("startedAt", createdAt.plusMillis(500).toString());
                    }
                    if (launch.startedBy() != null) {
                        detail.put("startedBy", launch.startedBy());
                    }
                    if (launch.spot()) {
                        detail.put("capacityProviderName", "FARGATE_SPOT");
                    }
                    detail.put("cpu", "256");
                    detail.put("memory", launch.overrides().path("memory").asText(Long.toString(MEMORY)));
                    detail.set("overrides", launch.overrides());
                })
                .json();
    }

    /** {@code Name} in Pascal case is {@code name} in events. */
    static JsonNode camel(JsonNode pascal) {
        if (pascal.isObject()) {
            ObjectNode camel = Json.object();
            pascal.propertyStream()
                    .forEach(member -> camel.set(
                            Character.toLowerCase(member.getKey().charAt(0))
                                    + member.getKey().substring(1),
                            camel(member.getValue())));
            return camel;
        }
        if (pascal.isArray()) {
            var camel = Json.object().putArray("list");
            pascal.forEach(element -> camel.add(camel(element)));
            return camel;
        }
        return pascal;
    }
}
