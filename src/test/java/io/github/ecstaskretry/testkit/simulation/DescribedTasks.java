package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** Tasks as DescribeTasks shows them: with the fields of their event, and with tags. */
final class DescribedTasks {

    private DescribedTasks() {}

    static Task of(SimulatedTask task) {
        JsonNode event = task.detail();
        boolean stopped = task.stoppedAt() != null;
        Task.Builder described = Task.builder();
        described
                .taskArn(task.arn())
                .clusterArn(event.path("clusterArn").asText())
                .taskDefinitionArn(event.path("taskDefinitionArn").asText())
                .group(Json.text(event, "group"))
                .startedBy(task.startedBy())
                .launchType(Json.text(event, "launchType"))
                .capacityProviderName(Json.text(event, "capacityProviderName"))
                .cpu(Json.text(event, "cpu"))
                .memory(Json.text(event, "memory"))
                .platformVersion(Json.text(event, "platformVersion"))
                .lastStatus(stopped ? "STOPPED" : "RUNNING")
                .desiredStatus(stopped ? "STOPPED" : "RUNNING")
                .version(5L)
                .createdAt(time(event, "createdAt"))
                .startedAt(time(event, "startedAt"))
                .overrides(overrides(event))
                .attachments(Json.elements(event.path("attachments"))
                        .map(attachment -> Attachment.builder()
                                .type(attachment.path("type").asText())
                                .build())
                        .toList())
                .tags(Json.elements(task.launch().tags())
                        .map(tag -> Tag.builder()
                                .key(tag.path("key").asText())
                                .value(tag.path("value").asText())
                                .build())
                        .toList());
        if (stopped) {
            described
                    .stoppedAt(task.stoppedAt())
                    .stopCode(Json.text(event, "stopCode"))
                    .stoppedReason(Json.text(event, "stoppedReason"))
                    .containers(containers(event));
        }
        return described.build();
    }

    private static List<Container> containers(JsonNode event) {
        return Json.elements(event.path("containers"))
                .map(container -> Container.builder()
                        .name(container.path("name").asText())
                        .exitCode(
                                container.has("exitCode")
                                        ? container.path("exitCode").asInt()
                                        : null)
                        .reason(Json.text(container, "reason"))
                        .build())
                .toList();
    }

    private static TaskOverride overrides(JsonNode event) {
        return TaskOverride.builder()
                .memory(Json.text(event.path("overrides"), "memory"))
                .containerOverrides(Json.elements(event.path("overrides").path("containerOverrides"))
                        .map(container -> ContainerOverride.builder()
                                .name(container.path("name").asText())
                                .environment(Json.elements(container.path("environment"))
                                        .map(variable -> KeyValuePair.builder()
                                                .name(variable.path("name").asText())
                                                .value(variable.path("value").asText())
                                                .build())
                                        .toList())
                                .command(
                                        container.has("command")
                                                ? Json.elements(container.path("command"))
                                                        .map(JsonNode::asText)
                                                        .toList()
                                                : null)
                                .build())
                        .toList())
                .build();
    }

    private static @Nullable Instant time(JsonNode event, String member) {
        String text = Json.text(event, member);
        return text == null ? null : Instant.parse(text);
    }
}
