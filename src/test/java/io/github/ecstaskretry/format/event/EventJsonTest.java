package io.github.ecstaskretry.format.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import io.github.ecstaskretry.core.task.TaskSize;
import io.github.ecstaskretry.format.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    @Test
    void readsAStoppedTask() {
        StoppedTask task = TaskEvent.exited(137)
                .environment("app", "TOKEN", "s3cret")
                .with(detail -> detail.put("startedBy", "nightly").put("enableExecuteCommand", true))
                .task();

        assertThat(task.arn().value()).isEqualTo(TaskEvent.TASK_ARN);
        assertThat(task.cluster()).isEqualTo("prod");
        assertThat(task.family()).isEqualTo("etl");
        assertThat(task.taskDefinitionArn()).isEqualTo(TaskEvent.TASK_DEFINITION_ARN);
        assertThat(task.origin()).isEqualTo(new StoppedTask.Origin("family:etl", "nightly"));
        assertThat(task.placement().fargate()).isTrue();
        assertThat(task.placement().awsvpc()).isTrue();
        assertThat(task.times())
                .isEqualTo(new StoppedTask.Times(
                        Instant.parse("2026-01-31T11:50:00.500Z"),
                        Instant.parse("2026-01-31T11:51:00.250Z"),
                        Instant.parse("2026-01-31T12:00:00Z")));
        assertThat(task.stop().containers()).containsExactly(new ContainerExit("app", 137L, null));
        assertThat(task.overrides().of("app").getFirst().environment())
                .containsExactly(new EnvironmentVariable("TOKEN", "s3cret"));
        assertThat(task.enableExecuteCommand()).isTrue();
        assertThat(task.event().version()).isEqualTo(5);
    }

    @Test
    void readsATaskWithoutTheFieldsThatAwsLeavesOut() {
        StoppedTask task = TaskEvent.exited(1)
                .with(detail -> detail.retain("clusterArn", "taskArn", "taskDefinitionArn", "lastStatus"))
                .task();

        assertThat(task.times().createdAt()).isNull();
        assertThat(task.times().stoppedAt()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(task.stop().containers()).isEmpty();
        assertThat(task.stop().stopCode()).isNull();
        assertThat(task.overrides()).isEqualTo(TaskOverrides.NONE);
        assertThat(task.event().version()).isZero();
    }

    @Test
    void readsTheSizeOfATask() {
        StoppedTask sized = TaskEvent.exited(1)
                .with(detail -> detail.put("cpu", "512").put("memory", "1024"))
                .task();

        assertThat(sized.placement().size()).isEqualTo(new TaskSize(512L, 1024L));
        assertThat(TaskEvent.exited(1)
                        .with(detail -> detail.put("cpu", 512).put("memory", 1024))
                        .task()
                        .placement()
                        .size())
                .isEqualTo(new TaskSize(512L, 1024L));
        assertThat(TaskEvent.exited(1)
                        .with(detail -> detail.put("cpu", "0").putObject("memory"))
                        .task()
                        .placement()
                        .size())
                .isEqualTo(TaskSize.UNKNOWN);
    }

    @Test
    void keepsAMissingExitCodeApartFromZero() {
        assertThat(TaskEvent.neverStarted("x").task().stop().containers())
                .containsExactly(new ContainerExit("app", null, null));
    }

    @Test
    void readsUnsignedExitCodesOfWindows() {
        StoppedTask task = TaskEvent.stopped("EssentialContainerExited", "x")
                .container("app", null, null)
                .with(detail -> ((ObjectNode) detail.get("containers").get(0)).put("exitCode", 3221226505L))
                .task();

        assertThat(task.stop().containers().getFirst().exitCode()).isEqualTo(3221226505L);
    }

    @Test
    void ignoresUnknownFieldsAndEmptyOverrides() {
        StoppedTask task = TaskEvent.exited(1)
                .with(detail -> detail.put("newField", 1).putObject("another").put("deep", true))
                .override("app", override -> override.putArray("command"))
                .task();

        assertThat(task.overrides().of("app").getFirst().isEmpty()).isTrue();
    }

    @Test
    void takesTheClusterOfAnOldTaskArnFromTheClusterArn() {
        StoppedTask task = TaskEvent.exited(1)
                .with(detail -> detail.put("taskArn", "arn:aws:ecs:eu-west-1:111122223333:task/0a1b-2c3d"))
                .task();

        assertThat(task.cluster()).isEqualTo("prod");
        assertThat(task.arn().taskId()).isEqualTo("0a1b-2c3d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROVISIONING", "RUNNING", "DEPROVISIONING"})
    void ignoresATaskThatHasNotStopped(String status) {
        assertThat(EventJson.read(TaskEvent.exited(1)
                        .with(detail -> detail.put("lastStatus", status))
                        .json()))
                .isEqualTo(new Incoming.NotForUs("the task is " + status));
    }

    @Test
    void ignoresAnotherEventOfAws() {
        ObjectNode event = TaskEvent.exited(1)
                .withEnvelope(envelope -> envelope.put("detail-type", "ECS Service Action"))
                .json();

        assertThat(EventJson.read(event)).isEqualTo(new Incoming.NotForUs("detail-type is 'ECS Service Action'"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00.250Z, 2026-01-31T12:00:00.250Z",
        "2026-01-31T13:00:00.250000+01:00, 2026-01-31T12:00:00.250Z",
        "1769860800.25, 2026-01-31T12:00:00.250Z",
        "1769860800, 2026-01-31T12:00:00Z",
        "1769860800250, 2026-01-31T12:00:00.250Z"
    })
    void readsTimesOfEventsAndOfBothVersionsOfTheAwsCli(String time, Instant expected) {
        StoppedTask task = TaskEvent.exited(1)
                .with(detail -> detail.set("stoppedAt", time.contains("T") ? new TextNode(time) : Json.parse(time)))
                .task();

        assertThat(task.times().stoppedAt()).isEqualTo(expected);
    }

    static Incoming read(String text) throws IOException {
        return EventDocument.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getFirst()
                .read();
    }

    @Test
    void keepsSecretsOutOfTheTasksText() {
        assertThat(TaskEvent.exited(1)
                        .environment("app", "TOKEN", "s3cret")
                        .task()
                        .toString())
                .contains("TOKEN")
                .doesNotContain("s3cret");
        assertThat(List.of(new EnvironmentVariable("A", "b")).toString()).isEqualTo("[A=…]");
    }
}
