package io.github.ecstaskretry.testkit.standin.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.StopCode;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.event.EventJson;
import io.github.ecstaskretry.format.event.Incoming;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** How tasks stop, and the events of it. */
class EcsEventsTest extends EcsFixture {

    @Test
    void aTaskThatSomebodyStopsSaysSoAndLosesItsTags() throws InterruptedException {
        String arn = run("etl");

        Task answer = ecs.client()
                .stopTask(request -> request.task(arn).reason("wrong input"))
                .task();
        JsonNode event = ecs.nextEvent();

        assertThat(answer.desiredStatus()).isEqualTo("STOPPED");
        assertThat(event.at("/detail/stopCode").asText()).isEqualTo("UserInitiated");
        Task stopped = ecs.client()
                .describeTasks(request -> request.tasks(arn).include(TaskField.TAGS))
                .tasks()
                .getFirst();
        assertThat(stopped.lastStatus()).isEqualTo("STOPPED");
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
        assertThat(stopped.stoppedReason()).isEqualTo("wrong input");
        assertThat(stopped.stoppedAt()).isNotNull();
        assertThat(stopped.tags()).isEmpty();
    }

    @Test
    void stoppingATaskThatHasStoppedChangesNothing() throws InterruptedException {
        use(TaskScript.always(TaskFate.exits("app", 3)), false);
        String arn = run("etl");
        ecs.nextEvent();

        ecs.client().stopTask(request -> request.task(arn).reason("too late"));

        assertThat(describe(arn).stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
    }

    @Test
    void aMissingTaskCannotBeStopped() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> ecs.client().stopTask(request -> request.task("gone")))
                .withMessageContaining("The referenced task was not found.");
    }

    @Test
    void theEventOfAStopIsReadByTheFunction() throws InterruptedException {
        use(TaskScript.always(TaskFate.outOfMemory("app")), false);
        String arn = run("etl");

        StoppedTask task = stopped(ecs.nextEvent());

        assertThat(task.arn().value()).isEqualTo(arn);
        assertThat(task.family()).isEqualTo("etl");
        assertThat(task.origin()).isEqualTo(new StoppedTask.Origin("family:etl", "started-etl"));
        assertThat(task.stop().code()).isEqualTo(StopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(task.stop().containers())
                .containsExactly(
                        new ContainerExit("app", 137L, "OutOfMemoryError: Container killed due to memory usage"));
        assertThat(task.times().startedAt()).isNotNull();
    }

    @Test
    void aTaskThatFailsToStartHasNeitherStartNorExitCode() throws InterruptedException {
        use(TaskScript.always(TaskFate.failsToStart("CannotPullContainerError: i/o timeout")), false);
        run("etl");

        StoppedTask task = stopped(ecs.nextEvent());

        assertThat(task.stop().code()).isEqualTo(StopCode.TASK_FAILED_TO_START);
        assertThat(task.stop().stoppedReason()).isEqualTo("CannotPullContainerError: i/o timeout");
        assertThat(task.stop().containers()).containsExactly(new ContainerExit("app", null, null));
        assertThat(task.times().startedAt()).isNull();
    }

    @Test
    void everyChangeIsAnEventWhenAskedForAndTheVersionsCountUp() throws InterruptedException {
        use(TaskScript.always(TaskFate.exits("app", 0)), true);
        ecs.client()
                .runTask(request -> request.taskDefinition("etl:7")
                        .networkConfiguration(
                                network -> network.awsvpcConfiguration(awsvpc -> awsvpc.subnets("subnet-0a"))));

        List<JsonNode> events = ecs.eventsUntilStopped();

        assertThat(events)
                .extracting(event -> event.at("/detail/lastStatus").asText())
                .containsExactly("PROVISIONING", "PENDING", "RUNNING", "DEPROVISIONING", "STOPPED");
        assertThat(events)
                .extracting(event -> event.at("/detail/version").asInt())
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void eventsCarryNoTags() throws InterruptedException {
        use(TaskScript.always(TaskFate.exits("app", 0)), false);
        run("etl");

        assertThat(ecs.nextEvent().path("detail").has("tags")).isFalse();
    }

    private static StoppedTask stopped(JsonNode event) {
        return ((Incoming.TaskStopped) EventJson.read(event)).task();
    }
}
