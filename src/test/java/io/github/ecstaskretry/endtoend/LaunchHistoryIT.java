package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.RunTaskRecord;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/** The packaged function and CloudTrail's event history: a policy file without a network. */
class LaunchHistoryIT {

    private static final String POLICY = """
            version: 1
            policies:
              - name: any
                otherwise: retry
                backoff: {interval: 1s, jitter: none}
                announce: [RECOVERED]
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LocalDeployment deployment;

    @BeforeAll
    static void deploy(@TempDir Path directory) {
        deployment = Deployments.start(
                directory,
                POLICY,
                launch -> TaskFate.exits("app", launch.family().equals("etl") && launch.number() == 1 ? 1 : 0),
                TimeScale.atMost(Duration.ofMillis(20)));
    }

    @AfterAll
    static void close() {
        deployment.close();
    }

    @Test
    void aRetryIsHeldUntilTheEventHistoryTellsItsNetwork() {
        deployment.switchboard().log().clear();
        String arn = deployment
                .clients()
                .ecs()
                .runTask(request -> request.cluster("prod")
                        .taskDefinition("etl")
                        .launchType("FARGATE")
                        .networkConfiguration(
                                network -> network.awsvpcConfiguration(awsvpc -> awsvpc.subnets("subnet-0c")))
                        .overrides(overrides -> overrides.containerOverrides(ContainerOverride.builder()
                                .name("app")
                                .environment(KeyValuePair.builder()
                                        .name("MODE")
                                        .value("nightly")
                                        .build())
                                .build())))
                .tasks()
                .getFirst()
                .taskArn();
        String jobId = arn.substring(arn.lastIndexOf('/') + 1);
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
        assertThat(first.get("launchRequest").s()).contains("subnet-0c").doesNotContain("nightly");
        assertThat(item(jobId, 1).get("outcome").s()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aScheduledLaunchThatFoundNoCapacityRunsLater() {
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

    private static JsonNode reconcile() {
        Delivery delivery = deployment.reconcile();
        assertThat(delivery.error()).isNull();
        return delivery.answer();
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
