package io.github.ecstaskretry.core.plan;

import static io.github.ecstaskretry.TestPolicies.PATIENT;
import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a launch takes from a source, and what from the policy. */
class LearnedLaunchPlanTest {

    private static Plan learned(TaskEvent event, String policy, Learned learned) {
        return Jobs.retry(event, policy, Map.of(), learned);
    }

    /** A launch with every parameter that a source may know. */
    private static Learned.Launch rule(@Nullable Network network) {
        return new Learned.Launch(
                "rule:nightly",
                new RunTaskRequest(
                        new AttemptId(TaskEvent.TASK_ID, 1),
                        TaskEvent.CLUSTER_ARN,
                        "etl",
                        null,
                        null,
                        List.of(
                                Map.of("capacityProvider", "FARGATE_SPOT", "weight", 3),
                                Map.of("capacityProvider", "FARGATE", "base", 1)),
                        "LATEST",
                        true,
                        network,
                        TaskOverrides.NONE,
                        Map.of("team", "data", "aws:events:rule", "x"),
                        List.of(Map.of("type", "distinctInstance")),
                        List.of(Map.of("type", "random")),
                        List.of(Map.of("name", "data")),
                        "TASK_DEFINITION",
                        true));
    }

    @Test
    void takesFromASourceWhatTheEventLacks() {
        Network network = new Network(List.of("subnet-0r"), List.of("sg-0r"), true);
        Plan.Relaunch launch =
                (Plan.Relaunch) learned(TaskEvent.spotInterrupted(), LaunchPlannerTest.WITHOUT_NETWORK, rule(network));
        RunTaskRequest request = launch.request();

        assertThat(launch.launchSource()).isEqualTo("rule:nightly");
        assertThat(request.network()).isEqualTo(network);
        assertThat(request.capacityProviderStrategy()).hasSize(2);
        assertThat(request.launchType()).isNull();
        assertThat(request.platformVersion()).isEqualTo("1.4.0");
        assertThat(request.enableExecuteCommand()).isFalse();
        assertThat(request.tags()).isEqualTo(Map.of("team", "data"));
        assertThat(request.placementConstraints()).hasSize(1);
        assertThat(request.placementStrategy()).hasSize(1);
        assertThat(request.volumeConfigurations()).hasSize(1);
        assertThat(request.propagateTags()).isEqualTo("TASK_DEFINITION");
        assertThat(request.enableEcsManagedTags()).isTrue();
    }

    @Test
    void aDeclaredKeyWinsOverASource() {
        RunTaskRequest request = ((Plan.Relaunch) learned(
                        TaskEvent.spotInterrupted(),
                        patientWith(
                                "launch: {tags: {team: web}, placementStrategy: [{type: spread, field: host}],"
                                        + " enableECSManagedTags: false, capacityProviderStrategy: [{capacityProvider: FARGATE}]}"),
                        rule(new Network(List.of("subnet-0r"), List.of(), true))))
                .request();

        assertThat(request.network()).isEqualTo(new Network(List.of("subnet-0a"), List.of("sg-0a"), false));
        assertThat(request.tags()).isEqualTo(Map.of("team", "web"));
        assertThat(request.placementStrategy()).containsExactly(Map.of("type", "spread", "field", "host"));
        assertThat(request.placementConstraints()).containsExactly(Map.of("type", "distinctInstance"));
        assertThat(request.enableEcsManagedTags()).isFalse();
        assertThat(request.capacityProviderStrategy()).hasSize(1);
    }

    @Test
    void saysWhyNothingCouldBeLearned() {
        Learned nothing = new Learned.Nothing(List.of("AWS denied events:ListTargetsByRule."));

        assertThat(((Plan.NoLaunch) learned(TaskEvent.exited(1), LaunchPlannerTest.WITHOUT_NETWORK, nothing))
                        .verdict()
                        .ruling()
                        .why())
                .contains("AWS denied events:ListTargetsByRule.", "network: {subnets");
        Plan possible = learned(TaskEvent.exited(1), PATIENT, nothing);
        assertThat(possible.verdict().ruling().why()).endsWith("AWS denied events:ListTargetsByRule.");
        assertThat(((Plan.Relaunch) possible).launchSource()).isEqualTo("policy");
    }
}
