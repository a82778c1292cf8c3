package io.github.ecstaskretry.testkit.standin.ecs;

import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.container;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.override;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.provider;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.tag;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.core.plan.FargateSize;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.ServerException;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;

/** RunTask over HTTP, by the AWS SDK's own client. */
class RunTaskTest {

    private EcsOverHttp ecs = new EcsOverHttp(TaskScript.always(new TaskFate.KeepsRunning()), false);

    @AfterEach
    void close() {
        ecs.close();
    }

    @Test
    void aTaskIsMadeAsItWasAskedFor() {
        Task task = run(request -> request.cluster("prod")
                        .startedBy("ecs-retry/a/2")
                        .tags(tag("team", "data"))
                        .overrides(overrides -> overrides.containerOverrides(override("app", "run", "it").toBuilder()
                                .environment(variable("A", "1"))
                                .build()))
                        .networkConfiguration(network -> network.awsvpcConfiguration(
                                awsvpc -> awsvpc.subnets("subnet-0a").assignPublicIp(AssignPublicIp.DISABLED))))
                .tasks()
                .getFirst();

        assertThat(task.taskArn()).matches("arn:aws:ecs:eu-west-1:111122223333:task/prod/[0-9a-f]{32}");
        assertThat(task.clusterArn()).isEqualTo("arn:aws:ecs:eu-west-1:111122223333:cluster/prod");
        assertThat(task.taskDefinitionArn()).isEqualTo("arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:7");
        assertThat(task.group()).isEqualTo("family:etl");
        assertThat(task.startedBy()).isEqualTo("ecs-retry/a/2");
        assertThat(task.tags()).extracting(Tag::key).containsExactly("team");
        assertThat(task.lastStatus()).isEqualTo("PROVISIONING");
        assertThat(task.launchType()).isEqualTo(LaunchType.FARGATE);
        assertThat(task.createdAt()).isNotNull();
        ContainerOverride override = task.overrides().containerOverrides().getFirst();
        assertThat(override.command()).containsExactly("run", "it");
        assertThat(override.environment().getFirst().value()).isEqualTo("1");
    }

    @Test
    void aTaskOnFargateSpotSaysFargateAndItsProvider() {
        Task task = run(request -> request.capacityProviderStrategy(provider("FARGATE_SPOT")))
                .tasks()
                .getFirst();

        assertThat(task.launchType()).isEqualTo(LaunchType.FARGATE);
        assertThat(task.capacityProviderName()).isEqualTo("FARGATE_SPOT");
    }

    @Test
    void aTaskOnAnotherProviderIsOnEc2() {
        Task task = run(request -> request.capacityProviderStrategy(provider("asg")))
                .tasks()
                .getFirst();

        assertThat(task.launchType()).isEqualTo(LaunchType.EC2);
        assertThat(task.containerInstanceArn()).contains(":container-instance/default/");
        assertThat(task.platformVersion()).isNull();
    }

    @Test
    void theSameTokenAndRequestIsTheSameTask() {
        Consumer<RunTaskRequest.Builder> request =
                builder -> builder.clientToken("job-2").startedBy("x");

        assertThat(arns(run(request))).isEqualTo(arns(run(request)));
        assertThat(ecs.tasks()).hasSize(1);
    }

    @Test
    void theSameTokenOfAnotherRequestIsAConflict() {
        String arn = arns(run(request -> request.clientToken("job-2"))).getFirst();

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> run(request -> request.clientToken("job-2").startedBy("x")))
                .satisfies(conflict -> assertThat(conflict.resourceIds()).containsExactly(arn));
        assertThat(ecs.tasks()).hasSize(1);
    }

    @Test
    void tokensAreThoseOfACluster() {
        run(request -> request.clientToken("job-2").cluster("one"));
        run(request -> request.clientToken("job-2").cluster("two"));

        assertThat(ecs.tasks()).hasSize(2);
    }

    @Test
    void everyOtherTokenMakesItsTasks() {
        assertThat(arns(run(request -> request.count(2))))
                .doesNotHaveDuplicates()
                .hasSize(2);
        run(request -> {});

        assertThat(ecs.tasks()).hasSize(3);
    }

    @Test
    void aTaskThatCannotBePlacedIsAFailureInAGoodAnswer() {
        script(TaskScript.always(new TaskFate.Unplaced("RESOURCE:MEMORY", "none has room")));

        RunTaskResponse answer = run(request -> request.clientToken("job-2"));

        assertThat(answer.tasks()).isEmpty();
        assertThat(answer.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo("RESOURCE:MEMORY");
            assertThat(failure.detail()).isEqualTo("none has room");
            assertThat(failure.arn()).contains(":container-instance/");
        });
        assertThat(ecs.tasks()).isEmpty();
    }

    @Test
    void anErrorIsTheSdksException() {
        script(TaskScript.inOrder(
                TaskFate.refused(AwsError.client("ClusterNotFoundException", "Cluster not found.")),
                TaskFate.refused(AwsError.of(500, "ServerException", "Ours.")),
                TaskFate.refused(AwsError.throttled())));

        assertThatExceptionOfType(ClusterNotFoundException.class)
                .isThrownBy(() -> run(request -> {}))
                .satisfies(error ->
                        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Cluster not found."));
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> run(request -> {}))
                .satisfies(error -> assertThat(error.statusCode()).isEqualTo(500));
        assertThatExceptionOfType(EcsException.class)
                .isThrownBy(() -> run(request -> {}))
                .satisfies(error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                    assertThat(error.isThrottlingException()).isTrue();
                });
        assertThat(ecs.tasks()).isEmpty();
    }

    @Test
    void anAnswerThatIsLostHasMadeItsTask() {
        script(TaskScript.always(
                new TaskFate.AnswerLost(new TaskFate.KeepsRunning(), AwsError.of(500, "ServerException", "lost"))));

        assertThatExceptionOfType(ServerException.class).isThrownBy(() -> run(request -> request.clientToken("job-2")));

        assertThat(arns(run(request -> request.clientToken("job-2"))))
                .containsExactly(ecs.tasks().getFirst().path("taskArn").asText());
        assertThat(ecs.tasks()).hasSize(1);
    }

    @Test
    void theScriptIsAskedByFamilyAndInOrder() {
        script(launch -> TaskFate.unplaced(launch.family() + " " + launch.number() + " " + launch.startedBy()));

        assertThat(reason(run(request -> request.startedBy("me")))).isEqualTo("etl 1 me");
        assertThat(reason(run(request -> request.taskDefinition("other")))).isEqualTo("other 1 null");
        assertThat(reason(run(request -> {}))).isEqualTo("etl 2 null");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(request -> request.taskDefinition(""), "TaskDefinition can not be blank."),
                refused(request -> request.count(11), "count must be from 1 to 10."),
                refused(request -> request.startedBy("AWS Step Functions"), "startedBy"),
                refused(request -> request.startedBy("x".repeat(129)), "startedBy"),
                refused(request -> request.clientToken("x".repeat(65)), "clientToken"),
                refused(
                        request -> request.launchType(LaunchType.FARGATE).capacityProviderStrategy(provider("FARGATE")),
                        "both a launch type and capacity provider strategy"),
                refused(request -> request.propagateTags("SERVICE"), "propagateTags"),
                refused(request -> request.tags(tag("aws:x", "y")), "'aws:x'"),
                refused(request -> request.tags(tag("a", "b*")), "the value of tag a"),
                refused(
                        request -> request.tags(IntStream.range(0, 51)
                                .mapToObj(i -> tag("k" + i, "v"))
                                .toList()),
                        "50 tags"),
                refused(
                        request -> request.overrides(
                                overrides -> overrides.containerOverrides(override("app", "x".repeat(8_192)))),
                        "Container Overrides length must be at most 8192"),
                refused(
                        request -> request.networkConfiguration(
                                network -> network.awsvpcConfiguration(awsvpc -> awsvpc.subnets(List.of()))),
                        "subnets"));
    }

    private static Arguments refused(Consumer<RunTaskRequest.Builder> change, String message) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatEcsRefusesIsRefused(String message, Consumer<RunTaskRequest.Builder> change) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> run(change))
                .withMessageContaining(message);
        assertThat(ecs.tasks()).isEmpty();
    }

    @Test
    void aDefinitionThatIsRegisteredIsCheckedAgainst() {
        ecs.client()
                .registerTaskDefinition(request -> request.family("etl")
                        .networkMode(NetworkMode.AWSVPC)
                        .containerDefinitions(container("app"), container("sidecar")));

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> run(request -> request.taskDefinition("etl")))
                .withMessageContaining("Network Configuration must be provided");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> run(awsvpc(
                        request -> request.overrides(overrides -> overrides.containerOverrides(override("gone"))))))
                .withMessageContaining("Override for container named gone is not a container");

        Task task = run(awsvpc(request -> {})).tasks().getFirst();
        assertThat(task.taskDefinitionArn()).endsWith("task-definition/etl:1");
        assertThat(task.containers())
                .extracting(container -> Map.entry(container.name(), container.image()))
                .containsExactly(Map.entry("app", "example/app"), Map.entry("sidecar", "example/sidecar"));
        assertThat(task.overrides().containerOverrides())
                .extracting(ContainerOverride::name)
                .containsExactly("app", "sidecar");
    }

    @Test
    void aNetworkIsForAwsvpcOnly() {
        ecs.client()
                .registerTaskDefinition(request ->
                        request.family("etl").networkMode(NetworkMode.BRIDGE).containerDefinitions(container("app")));

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> run(awsvpc(request -> {})))
                .withMessageContaining("not valid for the given networkMode");
    }

    @Test
    void aFargateTaskHasAnOverriddenSizeThatFargateTakes() {
        Task task = run(request -> request.overrides(overrides -> overrides.memory("2048")))
                .tasks()
                .getFirst();

        assertThat(task.cpu()).isEqualTo("256");
        assertThat(task.memory()).isEqualTo("2048");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> run(request -> request.overrides(overrides -> overrides.memory("4096"))))
                .withMessageContaining("No Fargate configuration exists for given values.");
    }

    @Test
    void fargateTakesTheSizesThatTheFunctionChoosesFrom() {
        assertThat(FargateSize.ALL)
                .allSatisfy(size -> assertThat(FargateConfigurations.has(size.cpu(), size.memory()))
                        .as("%s", size)
                        .isTrue());
        long taken = LongStream.of(256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768)
                .map(cpu -> LongStream.rangeClosed(1, 512)
                        .filter(half -> FargateConfigurations.has(cpu, half * 512))
                        .count())
                .sum();
        assertThat(taken).isEqualTo(FargateSize.ALL.size());
    }

    private void script(TaskScript script) {
        ecs.close();
        ecs = new EcsOverHttp(script, false);
    }

    private RunTaskResponse run(Consumer<RunTaskRequest.Builder> change) {
        RunTaskRequest.Builder request = RunTaskRequest.builder().taskDefinition("etl:7");
        change.accept(request);
        return ecs.client().runTask(request.build());
    }

    private static Consumer<RunTaskRequest.Builder> awsvpc(Consumer<RunTaskRequest.Builder> more) {
        return more.andThen(request -> request.taskDefinition("etl")
                .networkConfiguration(network -> network.awsvpcConfiguration(awsvpc -> awsvpc.subnets("subnet-0a"))));
    }

    private static List<String> arns(RunTaskResponse answer) {
        return answer.tasks().stream().map(Task::taskArn).toList();
    }

    private static String reason(RunTaskResponse answer) {
        return answer.failures().getFirst().reason();
    }
}
