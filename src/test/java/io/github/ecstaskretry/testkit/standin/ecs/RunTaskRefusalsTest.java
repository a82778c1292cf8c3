package io.github.ecstaskretry.testkit.standin.ecs;

import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.container;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.override;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.provider;
import static io.github.ecstaskretry.testkit.standin.ecs.Shapes.tag;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.ServerException;
import software.amazon.awssdk.services.ecs.model.Task;

/** Which requests RunTask refuses. */
class RunTaskRefusalsTest extends EcsFixture {

    @Test
    void anErrorBecomesTheSdksException() {
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
    void refusesTasksThatEcsRefuses(String message, Consumer<RunTaskRequest.Builder> change) {
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
}
