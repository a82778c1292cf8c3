package io.github.ecstaskretry.core.plan;

import static io.github.ecstaskretry.TestPolicies.PATIENT;
import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaunchPlannerTest {

    private static final AttemptId SECOND = new AttemptId(TaskEvent.TASK_ID, 2);
    static final String WITHOUT_NETWORK = PATIENT.replaceAll("(?m)^ *network:.*\\R", "");

    @Test
    void theSameRevisionOnTheSameClusterWithTheDeclaredNetwork() {
        RunTaskRequest request = possible(TaskEvent.exited(1), PATIENT);

        assertThat(request.cluster()).isEqualTo(TaskEvent.CLUSTER_ARN);
        assertThat(request.taskDefinition()).isEqualTo(TaskEvent.TASK_DEFINITION_ARN);
        assertThat(request.attempt()).isEqualTo(SECOND);
        assertThat(request.launchType()).isEqualTo("FARGATE");
        assertThat(request.platformVersion()).isEqualTo("1.4.0");
        assertThat(request.capacityProviderStrategy()).isEmpty();
        assertThat(request.network()).isEqualTo(new Network(List.of("subnet-0a"), List.of("sg-0a"), false));
    }

    @Test
    void aSpotTaskGoesBackToSpotAndNotToItsLaunchType() {
        RunTaskRequest request = possible(TaskEvent.spotInterrupted(), PATIENT);

        assertThat(request.launchType()).isNull();
        assertThat(request.capacityProviderStrategy())
                .containsExactly(Map.of("capacityProvider", "FARGATE_SPOT", "weight", 1));
        assertThat(request.platformVersion()).isEqualTo("1.4.0");
    }

    @Test
    void thePolicysStrategyReplacesTheDerivedOne() {
        RunTaskRequest request = possible(
                TaskEvent.spotInterrupted(),
                patientWith("launch: {capacityProviderStrategy: [{capacityProvider: FARGATE, weight: 1}]}"));

        assertThat(request.launchType()).isNull();
        assertThat(request.capacityProviderStrategy()).hasSize(1);
        assertThat(request.capacityProviderStrategy().getFirst()).containsEntry("capacityProvider", "FARGATE");
    }

    @Test
    void aTaskOnEc2WithoutItsOwnInterfaceGetsNoNetwork() {
        TaskEvent bridge = TaskEvent.exited(1).with(detail -> {
            detail.put("launchType", "EC2");
            detail.remove(List.of("platformVersion", "attachments"));
        });

        assertThat(possible(bridge, WITHOUT_NETWORK).launchType()).isEqualTo("EC2");
        assertThat(possible(bridge, PATIENT).network()).isNull();
        assertThat(possible(bridge, PATIENT).platformVersion()).isNull();
    }

    @Test
    void anAwsvpcTaskWithoutADeclaredNetworkIsNotLaunchedWrong() {
        TaskEvent awsvpcOnEc2 = TaskEvent.exited(1).with(detail -> detail.put("launchType", "EC2"));

        assertThat(impossible(TaskEvent.exited(1), WITHOUT_NETWORK))
                .contains("awsvpc", "network: {subnets", "'patient'");
        assertThat(impossible(awsvpcOnEc2, WITHOUT_NETWORK)).contains("awsvpc");
    }

    @Test
    void aTaskWithAVolumeConfiguredAtLaunchNeedsItsConfiguration() {
        TaskEvent withVolume = TaskEvent.exited(1)
                .with(detail ->
                        detail.withArrayProperty("attachments").addObject().put("type", "AmazonElasticBlockStorage"));

        assertThat(impossible(withVolume, PATIENT)).contains("EBS volume", "volumeConfigurations");
        assertThat(possible(withVolume, patientWith("launch: {volumeConfigurations: [{name: data}]}"))
                        .volumeConfigurations())
                .hasSize(1);
    }

    @Test
    void aTaskOfUnknownPlacementIsNotGuessed() {
        TaskEvent old = TaskEvent.exited(1).with(detail -> detail.remove(List.of("launchType", "attachments")));

        assertThat(impossible(old, PATIENT)).contains("neither launch type nor capacity provider");
    }

    @Test
    void onlyACustomGroupIsSent() {
        assertThat(possible(TaskEvent.exited(1), PATIENT).group()).isNull();
        assertThat(possible(TaskEvent.exited(1).with(detail -> detail.put("group", "nightly")), PATIENT)
                        .group())
                .isEqualTo("nightly");
    }

    @Test
    void everyContainerOfTheTaskDefinitionLearnsWhichAttemptItIs() {
        RunTaskRequest request = possible(TaskEvent.exited(1).container("sidecar", 0, null), PATIENT);

        assertThat(request.overrides().containers())
                .extracting(ContainerOverride::name)
                .containsExactly("app", "sidecar");
        assertThat(environment(request, "app"))
                .containsExactly(
                        new EnvironmentVariable("ECS_RETRY_JOB_ID", TaskEvent.TASK_ID),
                        new EnvironmentVariable("ECS_RETRY_ATTEMPT", "2"),
                        new EnvironmentVariable("ECS_RETRY_PREVIOUS_CAUSE", "app-exit"));
    }

    /** AWS does not document which of the two counts. */
    @Test
    void repeatsBothOverridesOfAContainerThatTheLaunchNamesTwice() {
        RunTaskRequest request = possible(
                TaskEvent.exited(1)
                        .environment("app", "MODE", "full")
                        .with(detail -> detail.withArray("/overrides/containerOverrides")
                                .addObject()
                                .put("name", "app")
                                .put("cpu", 256)),
                PATIENT);

        assertThat(request.overrides().of("app"))
                .hasSize(2)
                .allSatisfy(entry ->
                        assertThat(entry.environment()).contains(new EnvironmentVariable("ECS_RETRY_ATTEMPT", "2")));
        assertThat(request.overrides().of("app").getFirst().environment())
                .contains(new EnvironmentVariable("MODE", "full"));
        assertThat(request.overrides().of("app").getLast().other()).isEqualTo(Map.of("cpu", 256L));
    }

    @Test
    void dropsCopiedTagsBeyondTheFiftyThatRunTaskTakes() {
        Map<String, String> copied =
                IntStream.range(10, 60).boxed().collect(Collectors.toMap(number -> "tag-" + number, number -> "own"));
        Plan.Relaunch plan = (Plan.Relaunch)
                Jobs.retry(TaskEvent.exited(1), patientWith("launch: {tags: {a: declared, tag-10: declared}}"), copied);

        assertThat(plan.request().tags())
                .hasSize(50)
                .containsEntry("a", "declared")
                .containsEntry("tag-10", "declared")
                .doesNotContainKey("tag-11");
        assertThat(plan.verdict().ruling().why())
                .endsWith(" RunTask takes 50 tags, so the retry does not get the task's tag-11.");
    }

    @Test
    void containersThatAwsAddedAreNotOverridden() {
        RunTaskRequest request = possible(TaskEvent.exited(1).container("aws-guardduty-agent-x1", null, null), PATIENT);

        assertThat(request.overrides().containers())
                .extracting(ContainerOverride::name)
                .containsExactly("app");
    }

    @Test
    void theVariablesOfTheRerunBeforeAreReplaced() {
        TaskEvent second =
                TaskEvent.exited(1).environment("app", "ECS_RETRY_ATTEMPT", "1").environment("app", "MODE", "full");

        assertThat(environment(possible(second, PATIENT), "app"))
                .containsOnlyOnce(new EnvironmentVariable("ECS_RETRY_ATTEMPT", "2"))
                .contains(new EnvironmentVariable("MODE", "full"))
                .doesNotContain(new EnvironmentVariable("ECS_RETRY_ATTEMPT", "1"));
    }

    @Test
    void otherOverridesTravelUnchanged() {
        TaskEvent event = TaskEvent.exited(1)
                .override(
                        "app",
                        override -> override.putArray("command").add("run").add("--all"))
                .with(detail -> detail.withObjectProperty("overrides").put("taskRoleArn", "arn:aws:iam::1:role/etl"));

        RunTaskRequest request = possible(event, PATIENT);

        assertThat(request.overrides().of("app").getFirst().other()).containsEntry("command", List.of("run", "--all"));
        assertThat(request.overrides().task()).containsEntry("taskRoleArn", "arn:aws:iam::1:role/etl");
    }

    @Test
    void ourVariablesAreLeftOutBeforeRunTasksLimitIsPassed() {
        TaskEvent nearlyFull = TaskEvent.exited(1).environment("app", "BIG", "x".repeat(8000));

        RunTaskRequest request = possible(nearlyFull, PATIENT);

        assertThat(environment(request, "app"))
                .extracting(EnvironmentVariable::name)
                .containsExactly("BIG");
        assertThat(LaunchRequestJson.length(request.overrides())).isLessThanOrEqualTo(LaunchPlanner.MOST_OVERRIDES);
    }

    @Test
    void overridesBeyondTheLimitCannotBeLaunched() {
        assertThat(impossible(TaskEvent.exited(1).environment("app", "BIG", "x".repeat(8200)), PATIENT))
                .contains("8192");
    }

    @Test
    void tagsAreThoseOfTheTaskWithoutAwssOwnAndThoseOfThePolicy() {
        Plan plan = Jobs.retry(
                TaskEvent.exited(1),
                patientWith("launch: {tags: {team: data, retried: 'yes'}}"),
                Map.of("team", "web", "cost", "42", "aws:ecs:clusterName", "prod"));

        assertThat(((Plan.Relaunch) plan).request().tags())
                .containsExactlyInAnyOrderEntriesOf(Map.of("team", "data", "retried", "yes", "cost", "42"));
    }

    private static List<EnvironmentVariable> environment(RunTaskRequest request, String container) {
        return request.overrides().of(container).getFirst().environment();
    }

    private static RunTaskRequest possible(TaskEvent event, String policy) {
        return ((Plan.Relaunch) Jobs.retry(event, policy, Map.of())).request();
    }

    private static String impossible(TaskEvent event, String policy) {
        return ((Plan.NoLaunch) Jobs.retry(event, policy, Map.of()))
                .verdict()
                .ruling()
                .why();
    }
}
