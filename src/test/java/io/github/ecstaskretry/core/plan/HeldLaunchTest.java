package io.github.ecstaskretry.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.RunTaskRecord;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.format.launch.LaunchRecordJson;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldLaunchTest {

    private static final String NO_NETWORK = "version: 1\npolicies: [{name: any}]";

    private static RunTaskRequest known(RunTaskRecord record) {
        return LaunchRecordJson.read(record.toString(), TaskEvent.OURS).request();
    }

    private static RunTaskRequest held(TaskEvent event, String policy) {
        return ((Plan.Relaunch) Jobs.retry(event, policy, Map.of(), new Learned.Later(Learned.UNASKED))).request();
    }

    private static RunTaskRequest complete(TaskEvent event, String policy, RunTaskRecord record) {
        return HeldLaunch.complete(held(event, policy), TestPolicies.first(policy), Ruling.OTHERWISE, known(record));
    }

    /** The same request as if the launch had been known at once. */
    private static RunTaskRequest atOnce(TaskEvent event, String policy, RunTaskRecord record) {
        return ((Plan.Relaunch) Jobs.retry(event, policy, Map.of(), new Learned.Launch("cloudtrail", known(record))))
                .request();
    }

    @Test
    void aHeldRetryIsLaunchedAsIfItsLaunchHadBeenKnownAtOnce() {
        RunTaskRecord record = RunTaskRecord.launched().request(request -> {
            request.put("propagateTags", "TASK_DEFINITION").put("enableECSManagedTags", true);
            request.putArray("tags").addObject().put("key", "team").put("value", "data");
            request.putArray("placementConstraints").addObject().put("type", "distinctInstance");
        });
        String declaring = """
                version: 1
                policies:
                  - name: any
                    launch: {propagateTags: TASK_DEFINITION, tags: {team: mine}}
                """;

        for (String policy : List.of(NO_NETWORK, declaring)) {
            for (TaskEvent event : List.of(TaskEvent.exited(1), TaskEvent.spotInterrupted())) {
                assertThat(complete(event, policy, record)).isEqualTo(atOnce(event, policy, record));
            }
        }
    }

    @Test
    void takesTheWholeStrategyOfTheLaunchUnlessThePolicyDeclaresOne() {
        RunTaskRecord record = RunTaskRecord.launched()
                .request(request -> request.putArray("capacityProviderStrategy")
                        .add(request.objectNode()
                                .put("capacityProvider", "FARGATE_SPOT")
                                .put("weight", 3))
                        .add(request.objectNode()
                                .put("capacityProvider", "FARGATE")
                                .put("base", 1)));
        String declaring = """
                version: 1
                policies:
                  - name: any
                    launch: {capacityProviderStrategy: [{capacityProvider: FARGATE, weight: 1}]}
                """;

        assertThat(complete(TaskEvent.spotInterrupted(), NO_NETWORK, record).capacityProviderStrategy())
                .hasSize(2);
        assertThat(complete(TaskEvent.spotInterrupted(), declaring, record).capacityProviderStrategy())
                .hasSize(1);
    }

    @Test
    void keepsWhatTheRuleChanges() {
        String policy = """
                version: 1
                policies:
                  - name: any
                    rules:
                      - name: spread
                        when: {exitCode: 1}
                        then: retry
                        launch: {placementStrategy: [{type: spread, field: instanceId}]}
                """;
        RunTaskRecord record = RunTaskRecord.launched()
                .request(request ->
                        request.putArray("placementStrategy").addObject().put("type", "random"));

        RunTaskRequest request = HeldLaunch.complete(
                held(TaskEvent.exited(1), policy), TestPolicies.first(policy), "spread", known(record));

        assertThat(request.placementStrategy()).containsExactly(Map.of("type", "spread", "field", "instanceId"));
    }

    @Test
    void aHeldRequestHasNoNetworkAndSaysWhy() {
        Plan plan = Jobs.retry(
                TaskEvent.exited(1),
                NO_NETWORK,
                Map.of(),
                new Learned.Later(new Learned.Nothing(List.of("AWS denied events:ListRules."))));

        assertThat(((Plan.Relaunch) plan).request().network()).isNull();
        assertThat(plan.verdict().ruling().why())
                .endsWith(
                        "AWS denied events:ListRules. The retry waits until CloudTrail's event history tells how the task was"
                                + " launched, for 60 minutes at most.");
        assertThat(LaunchRequestJson.redacted(((Plan.Relaunch) plan).request())).doesNotContain("NetworkConfiguration");
    }
}
