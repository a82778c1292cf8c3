package io.github.ecstaskretry.testkit.standin.ecs;

import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.container;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.StopCode;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.event.EventJson;
import io.github.ecstaskretry.format.event.Incoming;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The rest of ECS over HTTP, by the AWS SDK's own client, and its events. */
class EcsStandInTest {

    private EcsOverHttp ecs = new EcsOverHttp(TaskScript.always(new TaskFate.KeepsRunning()), false);

    @AfterEach
    void close() {
        ecs.close();
    }

    @Test
    void tagsAreDescribedWhenTheyAreAskedFor() {
        String arn = run("etl");

        assertThat(ecs.client()
                        .describeTasks(request -> request.tasks(arn).include(TaskField.TAGS))
                        .tasks()
                        .getFirst()
                        .tags())
                .containsExactly(tag("team", "data"));
        assertThat(describe(arn).tags()).isEmpty();
    }

    @Test
    void aTaskIsFoundByItsIdAndOnItsClusterOnly() {
        String arn = run("etl");
        String id = arn.substring(arn.lastIndexOf('/') + 1);

        assertThat(describe(id).taskArn()).isEqualTo(arn);
        DescribeTasksResponse elsewhere =
                ecs.client().describeTasks(request -> request.tasks(arn).cluster("prod"));
        assertThat(elsewhere.tasks()).isEmpty();
        assertThat(elsewhere.failures()).extracting(Failure::reason).containsExactly("MISSING");
    }

    @Test
    void describingNothingIsRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> ecs.client().describeTasks(request -> request.tasks(List.of())));
    }

    @Test
    void tasksAreListedByWhoStartedThemByFamilyAndByStatus() throws InterruptedException {
        String etl = run("etl");
        String other = run("other");

        assertThat(list("started-etl")).containsExactly(etl);
        assertThat(ecs.client().listTasks(request -> request.family("other")).taskArns())
                .containsExactly(other);
        ecs.client().stopTask(request -> request.task(etl));
        ecs.nextEvent();
        assertThat(ecs.client().listTasks().taskArns()).containsExactly(other);
        assertThat(ecs.client()
                        .listTasks(request -> request.desiredStatus(DesiredStatus.STOPPED))
                        .taskArns())
                .containsExactly(etl);
    }

    @Test
    void listsComeInPages() {
        List<String> arns = List.of(run("a"), run("b"), run("c"), run("d"), run("e"));

        assertThat(ecs.client()
                        .listTasksPaginator(request -> request.maxResults(2))
                        .taskArns())
                .containsExactlyElementsOf(arns);
    }

    @Test
    void filtersThatDoNotGoTogetherOrAreNotImplementedAreRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() ->
                        ecs.client().listTasks(request -> request.startedBy("x").family("etl")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> ecs.client().listTasks(request -> request.serviceName("web")))
                .withMessageContaining("serviceName");
    }

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
    void aTaskThatIsNotThereCannotBeStopped() {
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

    @Test
    void taskDefinitionsCountTheirRevisions() {
        register("etl");
        register("etl");

        assertThat(ecs.client()
                        .describeTaskDefinition(request -> request.taskDefinition("etl"))
                        .taskDefinition()
                        .revision())
                .isEqualTo(2);
        assertThat(ecs.client()
                        .describeTaskDefinition(request -> request.taskDefinition("etl:1"))
                        .taskDefinition()
                        .taskDefinitionArn())
                .endsWith("task-definition/etl:1");
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> ecs.client().describeTaskDefinition(request -> request.taskDefinition("etl:3")));
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> ecs.client().describeTaskDefinition(request -> request.taskDefinition("etl:x")))
                .withMessageContaining("Invalid revision number");
    }

    @Test
    void everyClusterIsThere() {
        assertThat(ecs.client()
                        .describeClusters(request -> request.clusters("prod"))
                        .clusters()
                        .getFirst()
                        .clusterArn())
                .isEqualTo("arn:aws:ecs:eu-west-1:111122223333:cluster/prod");
    }

    @Test
    void anOperationThatIsNotImplementedSaysSo() {
        assertThatExceptionOfType(EcsException.class)
                .isThrownBy(() -> ecs.client().listServices())
                .satisfies(error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
                    assertThat(error.awsErrorDetails().errorMessage())
                            .contains("ECS does not implement ListServices", "DescribeTasks");
                });
    }

    private void use(TaskScript script, boolean everyChange) {
        ecs.close();
        ecs = new EcsOverHttp(script, everyChange);
    }

    private String run(String family) {
        return ecs.client()
                .runTask(request -> request.taskDefinition(family + ":7")
                        .startedBy("started-" + family)
                        .tags(tag("team", "data")))
                .tasks()
                .getFirst()
                .taskArn();
    }

    private Task describe(String task) {
        return ecs.client()
                .describeTasks(request -> request.tasks(task))
                .tasks()
                .getFirst();
    }

    private List<String> list(String startedBy) {
        return ecs.client().listTasks(request -> request.startedBy(startedBy)).taskArns();
    }

    private void register(String family) {
        ecs.client().registerTaskDefinition(request -> request.family(family).containerDefinitions(container("app")));
    }

    private static StoppedTask stopped(JsonNode event) {
        return ((Incoming.TaskStopped) EventJson.read(event)).task();
    }
}
