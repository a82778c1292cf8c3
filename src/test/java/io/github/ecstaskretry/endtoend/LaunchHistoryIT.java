package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.RunTaskRecord;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The packaged function and CloudTrail's event history: a policy file without a network. */
class LaunchHistoryIT extends ScriptedJobs {

    private static final String POLICY = """
            version: 1
            policies:
              - name: any
                otherwise: retry
                backoff: {interval: 1s, jitter: none}
                announce: [RECOVERED]
            """;

    @BeforeAll
    static void deploy(@TempDir Path directory) {
        deploy(directory, POLICY, TimeScale.atMost(Duration.ofMillis(20)));
    }

    @Test
    void aRetryIsHeldUntilTheEventHistoryShowsItsNetwork() {
        deployment.switchboard().log().clear();
        FATES.put(family, List.of(TaskFate.exits("app", 1), TaskFate.exits("app", 0)));
        String jobId = run(onFargate()
                .cluster("prod")
                .overrides(app(container -> container.environment(variable("MODE", "nightly")))));
        await(() -> deployment.items(jobId).size() == 1);
        assertThat(item(jobId, 0).get("heldFor").s()).isEqualTo("launch-unknown");
        // The execution that keeps the values of the environment.
        await(() -> deployment.switchboard().log().count("StepFunctions", "StartExecution") == 1);
        assertThat(deployment.switchboard().log().count("ECS", "RunTask"))
                .as("of the test")
                .isEqualTo(1);
        deployment.switchboard().log().clear();

        assertThat(reconcile().path("found").path("held-retry").asInt()).isEqualTo(1);

        assertThat(deployment.switchboard().log().counts(Caller.FUNCTION))
                .containsEntry("CloudTrail.LookupEvents", 2L)
                .containsEntry("StepFunctions.StartExecution", 1L);
        await(() -> deployment.items(jobId).size() == 2);
        Map<String, AttributeValue> first = item(jobId, 0);
        assertThat(first).doesNotContainKeys("heldFor", "heldSince", "pendingShard");
        assertThat(first.get("launchSource").s()).isEqualTo("cloudtrail");
        assertThat(first.get("launchRequest").s()).contains("subnet-0a").doesNotContain("nightly");
        assertThat(item(jobId, 1).get("outcome").s()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aScheduledLaunchThatFoundNoCapacityRunsLater() {
        FATES.put("report", List.of(TaskFate.exits("app", 0)));
        deployment.schedules().put("default", "nightly", """
                        {"Arn": "%s", "RoleArn": "arn:aws:iam::111122223333:role/scheduler",
                         "Input": "{\\"containerOverrides\\":[{\\"name\\":\\"app\\",\\"environment\\":[{\\"name\\":\\"MODE\\",\\"value\\":\\"nightly\\"}]}]}",
                         "EcsParameters": {"TaskDefinitionArn": "report", "LaunchType": "FARGATE",
                           "NetworkConfiguration": {"awsvpcConfiguration": {"Subnets": ["subnet-0c"]}}}}
                        """.formatted(TaskEvent.CLUSTER_ARN));
        String aMinuteAgo =
                Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString();
        // The first invocation writes the time since which launches are looked for.
        reconcile();
        deployment
                .eventHistory()
                .add(RunTaskRecord.failed("RESOURCE:MEMORY")
                        .withHiddenEnvironment()
                        .request(request -> request.put("taskDefinition", "report"))
                        .with(record -> record.put("eventTime", aMinuteAgo))
                        .json());

        assertThat(reconcile().path("found").path("missed-launch").asInt()).isEqualTo(1);
        reconcile();

        String jobId = RunTaskRecord.JOB;
        await(() -> deployment.items(jobId).size() == 2);
        assertThat(item(jobId, 0).get("neverLaunched").s()).isEqualTo("RESOURCE:MEMORY");
        assertThat(item(jobId, 0).get("launchSource").s()).isEqualTo("schedule:default/nightly");
        assertThat(item(jobId, 1)).doesNotContainKey("neverLaunched");
        assertThat(item(jobId, 1).get("outcome").s()).isEqualTo("SUCCEEDED");
    }

    private static Map<String, AttributeValue> item(String jobId, int index) {
        List<Map<String, AttributeValue>> items = deployment.items(jobId);
        return items.get(index);
    }
}
