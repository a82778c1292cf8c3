package io.github.ecstaskretry.format.event;

import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.ContainerMemory;
import io.github.ecstaskretry.core.task.StoppedTask.Detail;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.core.task.TaskSize;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads "ECS Task State Change" events. Only the fields that identify the task are required, because AWS leaves out fields that
 * are empty (Amazon ECS developer guide, "Amazon ECS task state change events").
 */
final class TaskStateChangeJson {

    static final String DETAIL_TYPE = "ECS Task State Change";

    static final String STOPPED = "STOPPED";

    private TaskStateChangeJson() {}

    static Incoming read(JsonField event) {
        JsonField detail = event.get("detail").object();
        String lastStatus = detail.get("lastStatus").text("a status such as STOPPED");
        if (!lastStatus.equals(STOPPED)) {
            return new Incoming.NotForUs("the task is " + lastStatus);
        }
        return new Incoming.TaskStopped(task(event, detail));
    }

    private static StoppedTask task(JsonField event, JsonField detail) {
        return new StoppedTask(
                taskArn(detail.get("taskArn")),
                detail.get("clusterArn").arn("ecs", "cluster", "a cluster ARN such as arn:aws:ecs:…:cluster/prod"),
                detail.get("taskDefinitionArn")
                        .arn(
                                "ecs",
                                "task-definition",
                                "a task definition ARN such as arn:aws:ecs:…:task-definition/etl:7"),
                new Origin(
                        detail.get("group").nonEmptyText(),
                        detail.get("startedBy").nonEmptyText()),
                placement(detail),
                times(event, detail),
                stop(detail),
                OverridesJson.read(detail.get("overrides")),
                detail.get("enableExecuteCommand").optionalBoolean(),
                eventRef(event, detail));
    }

    private static TaskArn taskArn(JsonField field) {
        try {
            return new TaskArn(field.text("a task ARN"));
        } catch (IllegalArgumentException e) {
            throw field.refused("a task ARN such as arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef");
        }
    }

    private static Placement placement(JsonField detail) {
        List<JsonField> attachments = detail.get("attachments").elements();
        return new Placement(
                detail.get("launchType").nonEmptyText(),
                detail.get("capacityProviderName").nonEmptyText(),
                detail.get("platformVersion").nonEmptyText(),
                texts(attachments.stream(), "type"),
                texts(
                        attachments.stream()
                                .flatMap(attachment -> attachment.get("details").elements().stream())
                                .filter(pair ->
                                        "subnetId".equals(pair.get("name").nonEmptyText())),
                        "value"),
                new TaskSize(size(detail.get("cpu")), size(detail.get("memory"))),
                moreOf(detail));
    }

    /** Fargate names the platform family of Windows tasks, such as {@code Windows_Server_2019_Core}. */
    private static Detail moreOf(JsonField detail) {
        String family = detail.get("platformFamily").nonEmptyText();
        Map<String, ContainerMemory> memory = new HashMap<>();
        for (JsonField container : detail.get("containers").elements()) {
            Long limit = size(container.object().get("memory"));
            Long reservation = size(container.get("memoryReservation"));
            if (limit != null || reservation != null) {
                memory.put(container.get("name").text("the container's name"), new ContainerMemory(limit, reservation));
            }
        }
        return new Detail(
                family != null && family.startsWith("Windows"),
                memory,
                detail.get("availabilityZone").nonEmptyText(),
                detail.get("containerInstanceArn").nonEmptyText(),
                null);
    }

    /** ECS writes a whole number as text. Anything else is an unknown size, so that no event fails because of it. */
    private static @Nullable Long size(JsonField field) {
        String text = field.node().asText();
        return text.matches("[1-9][0-9]{0,8}") ? Long.valueOf(text) : null;
    }

    private static Set<String> texts(Stream<JsonField> objects, String member) {
        return objects.map(object -> object.object().get(member).nonEmptyText())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Times times(JsonField event, JsonField detail) {
        return new Times(
                detail.get("createdAt").optionalInstant(),
                detail.get("startedAt").optionalInstant(),
                stoppedAt(event, detail));
    }

    /** The envelope's time is the time of the task's last change, its stop. */
    private static Instant stoppedAt(JsonField event, JsonField detail) {
        for (JsonField time : List.of(detail.get("stoppedAt"), detail.get("updatedAt"))) {
            @Nullable Instant instant = time.optionalInstant();
            if (instant != null) {
                return instant;
            }
        }
        return event.get("time").instant();
    }

    private static Stop.TaskStop stop(JsonField detail) {
        List<ContainerExit> containers = detail.get("containers").elements().stream()
                .map(TaskStateChangeJson::container)
                .toList();
        return new Stop.TaskStop(
                detail.get("stopCode").nonEmptyText(),
                detail.get("stoppedReason").nonEmptyText(),
                containers,
                detail.get("launchType").nonEmptyText());
    }

    private static ContainerExit container(JsonField container) {
        return new ContainerExit(
                container.object().get("name").text("the container's name"),
                container.get("exitCode").optionalInteger("a whole number such as 137"),
                container.get("reason").nonEmptyText());
    }

    private static EventRef eventRef(JsonField event, JsonField detail) {
        String id = event.get("id").nonEmptyText();
        Long version = detail.get("version").optionalInteger("a whole number such as 5");
        return new EventRef(id == null ? "" : id, version == null ? 0 : version);
    }
}
