package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.ecs.Launch;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.lambda.JavaRuntime;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;

/** A whole job, from RunTask to its end: ECS's events, the packaged function as Lambda unpacks it, the deployed state machine, the notices. */
class RetryLoopIT extends ScriptedJobs {

    private static final String POLICY = """
            version: 1
            policies:
              - name: loop
                match: {cluster: [loop]}
                attempts: 3
                backoff: {interval: 15s, rate: 2, maxDelay: 10m, jitter: full}
                network: {subnets: [subnet-0a], securityGroups: [sg-0a], assignPublicIp: false}
                launch: {copyTags: true}
                otherwise: retry
                announce: [FAILED, EXHAUSTED, EXPIRED, CANCELLED, UNLAUNCHABLE, RECOVERED]
              - name: nowhere
                match: {cluster: [nowhere]}
                learn: never
                otherwise: retry
            """;

    @BeforeAll
    static void deploy(@TempDir Path directory) {
        deploy(directory, POLICY, TimeScale.atMost(Duration.ofMillis(50)), JavaRuntime.ofThisSystem());
    }

    @Test
    void aFailureThatHealsIsRunAgainAndAnnouncedAsRecovered() throws InterruptedException {
        FATES.put(family, List.of(TaskFate.exits("app", 1), TaskFate.exits("app", 1), TaskFate.exits("app", 0)));

        String jobId = run(onFargate());
        JsonNode last = end();

        assertThat(last.path("outcome").asText()).isEqualTo("SUCCEEDED");
        assertThat(last.path("attempt").asInt()).isEqualTo(3);
        assertThat(deployment.items(jobId))
                .extracting(item -> item.get("decision").s())
                .containsExactly("RETRY", "RETRY", "TERMINAL");
        assertThat(LAUNCHES)
                .extracting(Launch::startedBy)
                .hasSize(3)
                .endsWith("ecs-retry/" + jobId + "/2", "ecs-retry/" + jobId + "/3");
        assertThat(LAUNCHES).extracting(Launch::clientToken).endsWith(jobId + "-2", jobId + "-3");
        assertThat(onlyMessage().attribute("outcome")).isEqualTo("SUCCEEDED");
        assertThat(onlyMessage().attribute("attempts")).isEqualTo("3");
        JsonNode body = Json.read(onlyMessage().body());
        assertThat(body.path("deduplicationId").asText()).isEqualTo(jobId + "-3");
        assertThat(body.path("attempts")).hasSize(3);
    }

    @Test
    void whenTheAttemptsAreSpentTheJobIsExhausted() throws InterruptedException {
        FATES.put(family, List.of(TaskFate.exits("app", 1)));

        String jobId = run(onFargate());
        JsonNode last = end();

        assertThat(last.path("outcome").asText()).isEqualTo("EXHAUSTED");
        assertThat(deployment.items(jobId)).hasSize(3);
        assertThat(deployment.items(jobId)).noneMatch(item -> item.containsKey("pendingShard"));
        assertThat(deployment.items(jobId).getLast()).containsKey("announcedAt");
    }

    @Test
    void aRerunIsTheSameTaskOnTheSameCapacityWithTheJobsNameInItsEnvironment() throws InterruptedException {
        FATES.put(family, List.of(TaskFate.spotInterrupted("app"), TaskFate.exits("app", 0)));

        String jobId = run(RunTaskRequest.builder()
                .capacityProviderStrategy(CapacityProviderStrategyItem.builder()
                        .capacityProvider("FARGATE_SPOT")
                        .build())
                .platformVersion("1.4.0")
                .enableExecuteCommand(true)
                .tags(Tag.builder().key("team").value("data").build())
                .overrides(
                        app(override -> override.command("run", "--fast").environment(variable("MODE", "nightly")))));
        end();

        JsonNode rerun = LAUNCHES.getLast().request();
        assertThat(rerun.path("capacityProviderStrategy")
                        .path(0)
                        .path("capacityProvider")
                        .asText())
                .isEqualTo("FARGATE_SPOT");
        assertThat(rerun.has("launchType")).isFalse();
        assertThat(rerun.path("platformVersion").asText()).isEqualTo("1.4.0");
        assertThat(rerun.path("enableExecuteCommand").asBoolean()).isTrue();
        assertThat(rerun.path("tags").toString()).contains("team", "data");
        assertThat(rerun.path("networkConfiguration").toString()).contains("subnet-0a", "sg-0a", "DISABLED");
        JsonNode override = rerun.path("overrides").path("containerOverrides").path(0);
        assertThat(override.path("command").toString()).isEqualTo("[\"run\",\"--fast\"]");
        Map<String, String> environment = new HashMap<>();
        override.path("environment")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        assertThat(environment)
                .isEqualTo(Map.of(
                        "MODE", "nightly",
                        "ECS_RETRY_JOB_ID", jobId,
                        "ECS_RETRY_ATTEMPT", "2",
                        "ECS_RETRY_PREVIOUS_CAUSE", "spot-interruption"));
    }

    @Test
    void anAwsvpcTaskWithoutADeclaredOrLearnedNetworkEndsUnlaunchable() throws InterruptedException {
        FATES.put(family, List.of(TaskFate.exits("app", 1)));

        run(onFargate().cluster("nowhere"));
        JsonNode last = end();

        assertThat(last.path("outcome").asText()).isEqualTo("UNLAUNCHABLE");
        assertThat(Json.read(onlyMessage().body()).path("summary").asText()).contains("network");
        assertThat(LAUNCHES).hasSize(1);
    }

    @Test
    void aTaskThatSomebodyStopsIsCancelled() throws InterruptedException {
        FATES.put(family, List.of(new TaskFate.KeepsRunning()));

        String jobId = run(onFargate());
        deployment
                .clients()
                .ecs()
                .stopTask(request -> request.cluster("loop").task(jobId).reason("not today"));
        JsonNode last = end();

        assertThat(last.path("outcome").asText()).isEqualTo("CANCELLED");
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aLaunchWhoseAnswerIsLostMakesNoSecondTask() throws InterruptedException {
        FATES.put(
                family,
                List.of(
                        TaskFate.exits("app", 1),
                        new TaskFate.AnswerLost(
                                TaskFate.exits("app", 0), AwsError.of(500, "ServerException", "try again"))));

        String jobId = run(onFargate());
        end();
        // The task may have ended before it is asked for a second time.
        await(() -> ended(jobId + "-2"));

        assertThat(deployment
                        .clients()
                        .ecs()
                        .listTasks(request -> request.cluster("loop")
                                .startedBy("ecs-retry/" + jobId + "/2")
                                .desiredStatus("STOPPED"))
                        .taskArns())
                .hasSize(1);
    }

    @Test
    void aLaunchThatFindsNoRoomIsAnAttemptAndTheNextOneIsTried() throws InterruptedException {
        FATES.put(
                family,
                List.of(TaskFate.exits("app", 1), TaskFate.unplaced("RESOURCE:MEMORY"), TaskFate.exits("app", 0)));

        String jobId = run(onFargate());
        JsonNode last = end();

        assertThat(last.path("outcome").asText()).isEqualTo("SUCCEEDED");
        assertThat(deployment.items(jobId))
                .extracting(item -> item.get("cause").s())
                .containsExactly("app-exit", "placement-resources", "succeeded");
        assertThat(deployment.items(jobId).get(1)).doesNotContainKey("taskArn").doesNotContainKey("pendingShard");
        assertThat(Json.read(onlyMessage().body()).path("attempts")).hasSize(3);
    }

    @Test
    void aLaunchThatIsRefusedForGoodFailsTheJob() throws InterruptedException {
        FATES.put(
                family,
                List.of(
                        TaskFate.exits("app", 1),
                        TaskFate.refused(AwsError.client("ClientException", "The task definition is INACTIVE"))));

        String jobId = run(onFargate());
        JsonNode last = end();

        assertThat(last.path("outcome").asText()).isEqualTo("FAILED");
        assertThat(deployment.items(jobId).getLast().get("launchError").s()).isEqualTo("Ecs.ClientException");
        assertThat(onlyMessage().attribute("outcome")).isEqualTo("FAILED");
    }

    @Test
    void theSameEventTwiceAndAnOlderOneLeaveOneRecord() {
        TaskEvent event = TaskEvent.exited(0)
                .now()
                .with(detail -> detail.put("clusterArn", TaskEvent.CLUSTER_ARN.replace("/prod", "/loop")));

        Delivery first = deployment.events().invoke(event.json().deepCopy());
        Delivery second = deployment.events().invoke(event.json().deepCopy());
        Delivery older = deployment
                .events()
                .invoke(event.with(detail -> detail.put("version", 3)).json().deepCopy());

        assertThat(new ArrayList<>(List.of(first, second, older)))
                .extracting(delivery -> delivery.answer().path("result").asText())
                .containsExactly("recorded", "replayed", "replayed");
        assertThat(deployment.items(TaskEvent.TASK_ID)).hasSize(1);
        assertThat(deployment
                        .items(TaskEvent.TASK_ID)
                        .getFirst()
                        .get("eventVersion")
                        .n())
                .isEqualTo("5");
    }

    @Test
    void aMalformedEventEndsInTheDeadLetterQueueAndNamesTheField() {
        TaskEvent event = TaskEvent.exited(1).now().with(detail -> detail.put("stoppedAt", "yesterday"));

        Delivery delivery = deployment.events().invoke(event.json());

        assertThat(delivery.error()).contains("detail.stoppedAt").contains("yesterday");
        assertThat(deployment.events().deadLetters()).contains(event.json());
    }
}
