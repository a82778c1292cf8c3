package io.github.ecstaskretry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.task.Arn;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.event.EventJson;
import io.github.ecstaskretry.format.event.Incoming;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds "ECS Task State Change" events as EventBridge delivers them. The starting point is a Fargate task of family
 * {@code etl} on cluster {@code prod} that somebody ran by hand and that stopped at 12:00:00 on 2026-01-31.
 */
public final class TaskEvent {

    public static final String TASK_ID = "0123456789abcdef0123456789abcdef";
    public static final String CLUSTER_ARN = "arn:aws:ecs:eu-west-1:111122223333:cluster/prod";
    public static final String TASK_ARN = "arn:aws:ecs:eu-west-1:111122223333:task/prod/" + TASK_ID;
    public static final String TASK_DEFINITION_ARN = "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:7";

    /** The ARN of a resource in the same account and Region. */
    public static final Arn OURS = Arn.of(LaunchEvent.STATE_MACHINE_ARN);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode event;
    private final ObjectNode detail;

    private TaskEvent(ObjectNode event) {
        this.event = event;
        this.detail = (ObjectNode) event.get("detail");
    }

    private TaskEvent() {
        event = MAPPER.createObjectNode();
        detail = event.objectNode();
        event.put("version", "0");
        event.put("id", "11111111-2222-3333-4444-555555555555");
        event.put("detail-type", "ECS Task State Change");
        event.put("source", "aws.ecs");
        event.put("account", "111122223333");
        event.put("time", "2026-01-31T12:00:00Z");
        event.put("region", "eu-west-1");
        event.putArray("resources").add(TASK_ARN);
        event.set("detail", detail);
        detail.put("clusterArn", CLUSTER_ARN);
        detail.put("taskArn", TASK_ARN);
        detail.put("taskDefinitionArn", TASK_DEFINITION_ARN);
        detail.put("group", "family:etl");
        detail.put("launchType", "FARGATE");
        detail.put("platformVersion", "1.4.0");
        detail.put("lastStatus", "STOPPED");
        detail.put("desiredStatus", "STOPPED");
        detail.put("version", 5);
        detail.put("createdAt", "2026-01-31T11:50:00.5Z");
        detail.put("startedAt", "2026-01-31T11:51:00.25Z");
        detail.put("stoppedAt", "2026-01-31T12:00:00Z");
        detail.putArray("containers");
        detail.putObject("overrides").putArray("containerOverrides");
        ObjectNode eni = detail.putArray("attachments").addObject();
        eni.put("id", "0f0f0f0f").put("type", "eni").put("status", "DELETED");
    }

    /** A task whose only container, {@code app}, exited with the given code. */
    public static TaskEvent exited(int exitCode) {
        return stopped("EssentialContainerExited", "Essential container in task exited")
                .container("app", exitCode, null);
    }

    /** A task that stopped for the given reason; containers are added by the caller. */
    public static TaskEvent stopped(String stopCode, String stoppedReason) {
        TaskEvent event = new TaskEvent();
        event.detail.put("stopCode", stopCode);
        event.detail.put("stoppedReason", stoppedReason);
        return event;
    }

    /** A task whose image could not be pulled because the registry did not answer in time. */
    public static TaskEvent neverStarted(String stoppedReason) {
        TaskEvent event = stopped("TaskFailedToStart", stoppedReason).container("app", null, null);
        event.detail.remove("startedAt");
        return event;
    }

    /** A task that lost its Spot capacity. */
    public static TaskEvent spotInterrupted() {
        return stopped("SpotInterruption", "Your Spot Task was interrupted.")
                .with(detail -> detail.put("capacityProviderName", "FARGATE_SPOT"))
                .container("app", 137, null);
    }

    /** A copy that can be changed without changing the original. */
    public static TaskEvent like(TaskEvent other) {
        return new TaskEvent(other.event.deepCopy());
    }

    public TaskEvent container(String name, Integer exitCode, String reason) {
        ObjectNode container = ((ArrayNode) detail.get("containers")).addObject();
        container.put("name", name).put("lastStatus", "STOPPED").put("image", "example/" + name);
        if (exitCode != null) {
            container.put("exitCode", exitCode);
        }
        if (reason != null) {
            container.put("reason", reason);
        }
        return override(name, override -> {});
    }

    /** Changes the container's overrides; adds them if the container has none. */
    public TaskEvent override(String container, Consumer<ObjectNode> change) {
        ArrayNode overrides = (ArrayNode) detail.get("overrides").get("containerOverrides");
        for (JsonNode override : overrides) {
            if (override.get("name").textValue().equals(container)) {
                change.accept((ObjectNode) override);
                return this;
            }
        }
        change.accept(overrides.addObject().put("name", container));
        return this;
    }

    public TaskEvent environment(String container, String name, String value) {
        return override(
                container,
                override -> override.withArrayProperty("environment")
                        .addObject()
                        .put("name", name)
                        .put("value", value));
    }

    /** The same task as a retry: with another id and with the startedBy of that attempt. */
    public TaskEvent asAttempt(String jobId, int attempt, String taskId) {
        return task(taskId).with(detail -> detail.put("startedBy", "ecs-retry/" + jobId + "/" + attempt));
    }

    public TaskEvent task(String taskId) {
        return with(detail -> detail.put("taskArn", TASK_ARN.replace(TASK_ID, taskId)));
    }

    public TaskEvent stoppedAt(String time) {
        event.put("time", time);
        return with(detail -> detail.put("stoppedAt", time));
    }

    /** The same task, which has just stopped: a deployment retries no old stop. */
    public TaskEvent now() {
        Instant now = Instant.now();
        Duration late = Duration.between(Instant.parse(detail.get("stoppedAt").asText()), now);
        for (String time : List.of("createdAt", "startedAt", "stoppedAt")) {
            if (detail.has(time)) {
                detail.put(
                        time,
                        Instant.parse(detail.get(time).asText()).plus(late).toString());
            }
        }
        event.put("time", now.toString());
        return this;
    }

    public TaskEvent with(Consumer<ObjectNode> change) {
        change.accept(detail);
        return this;
    }

    public TaskEvent withEnvelope(Consumer<ObjectNode> change) {
        change.accept(event);
        return this;
    }

    public ObjectNode json() {
        return event;
    }

    /** The task that is read from the event. */
    public StoppedTask task() {
        return ((Incoming.TaskStopped) EventJson.read(event)).task();
    }
}
