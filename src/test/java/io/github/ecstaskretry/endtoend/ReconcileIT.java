package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.ecs.Launch;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.sns.SnsMessage;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The packaged function finds lost events by reconciling once, and a late event changes nothing any more. */
class ReconcileIT extends ScriptedJobs {

    private static final String POLICY = """
            version: 1
            policies:
              - name: loop
                match: {cluster: [loop]}
                attempts: 3
                backoff: {interval: 5s, rate: 1, maxDelay: 5s, jitter: none}
                network: {subnets: [subnet-0a], securityGroups: [sg-0a], assignPublicIp: false}
                otherwise: retry
                announce: [FAILED, EXHAUSTED, CANCELLED, UNLAUNCHABLE, RECOVERED]
            """;

    @BeforeAll
    static void deploy(@TempDir Path directory) {
        deploy(directory, POLICY, TimeScale.atMost(Duration.ofMillis(20)));
    }

    @BeforeEach
    void loseNothing() {
        deployment.events().lose(event -> false);
    }

    @Test
    void aStopThatTheBusLostIsFoundAndTheJobGoesOn() {
        FATES.put(family, List.of(TaskFate.exits("app", 1), TaskFate.exits("app", 0)));
        deployment.events().lose(event -> true);
        String jobId = run();
        awaitLost("/detail/taskArn", "/" + jobId);
        deployment.events().lose(event -> false);

        assertThat(reconcile().path("found")).isEmpty();
        deployment.timePasses(Duration.ofMinutes(10));
        JsonNode report = reconcile();

        assertThat(report.path("found").path("lost-stop").asInt()).isEqualTo(1);
        assertThat(report.path("latestSeconds").asInt()).isBetween(600, 660);
        await(() -> deployment.items(jobId).size() == 2 && message().isPresent());
        assertThat(deployment.items(jobId).getLast().get("outcome").s()).isEqualTo("SUCCEEDED");
        assertThat(reconcile().path("found")).isEmpty();
    }

    @Test
    void aLaunchThatWasNotStartedIsStartedAndTheEventsReplayFindsItDone() {
        FATES.put(family, List.of(TaskFate.exits("app", 1), new TaskFate.KeepsRunning()));
        refuseThrice("StepFunctions", "StartExecution");
        String jobId = run();
        ObjectNode deadLetter = awaitDeadLetter(jobId);
        deployment.timePasses(Duration.ofMinutes(10));

        assertThat(reconcile().path("found").path("lost-launch").asInt()).isEqualTo(1);
        await(() -> tasks() >= 2);
        List<Map<String, AttributeValue>> before = deployment.items(jobId);
        assertThat(deployment
                        .events()
                        .invoke(deadLetter)
                        .answer()
                        .path("result")
                        .asText())
                .isEqualTo("replayed");

        assertThat(deployment.items(jobId)).isEqualTo(before);
        assertThat(tasks()).isEqualTo(2);
        assertThat(reconcile().path("found")).isEmpty();
    }

    @Test
    void aNoticeThatWasNotSentIsSentOnceAndLeavesTheIndex() {
        FATES.put(family, List.of(TaskFate.failsToStart("CannotPullContainerError: example/app:1: not found")));
        refuseThrice("SNS", "Publish");
        String jobId = run();
        awaitDeadLetter(jobId);
        deployment.timePasses(Duration.ofMinutes(10));

        assertThat(reconcile().path("found").path("lost-notice").asInt()).isEqualTo(1);
        assertThat(reconcile().path("found")).isEmpty();

        assertThat(deployment.messages().all()).hasSize(1);
        assertThat(deployment.items(jobId).getFirst())
                .containsKey("announcedAt")
                .doesNotContainKeys("pendingShard", "notBefore");
    }

    @Test
    void findsAFailedLaunchThatNoEventReported() {
        FATES.put(
                family,
                List.of(
                        TaskFate.exits("app", 1),
                        new TaskFate.Refused(AwsError.client("ClusterNotFoundException", "Cluster not found."))));
        deployment.events().lose(event -> event.path("source").asText().equals("aws.states"));
        String jobId = run();
        awaitLost("/detail/name", jobId + "-2");
        deployment.timePasses(Duration.ofMinutes(10));

        assertThat(reconcile().path("found").path("lost-launch-failure").asInt())
                .isEqualTo(1);
        assertThat(deployment.items(jobId).getLast().get("cause").s()).isEqualTo("cluster-missing");
        assertThat(message()).isPresent();
    }

    @Test
    void aTaskThatCannotBeFoundEndsItsJob() {
        FATES.put(family, List.of(TaskFate.exits("app", 1), TaskFate.exits("app", 0)));
        deployment.events().lose(event -> event.at("/detail/startedBy").asText().startsWith("ecs-retry/"));
        String jobId = run();
        awaitLost("/detail/startedBy", jobId + "/2");
        await(() -> ended(jobId + "-2"));
        deployment.timePasses(Duration.ofHours(2));
        deployment.forgetStoppedTasks();
        assertThat(reconcile().path("found")).isEmpty();
        deployment.timePasses(Duration.ofHours(37));

        assertThat(reconcile().path("found").path("lost-task").asInt()).isEqualTo(1);
        assertThat(deployment.items(jobId).getLast().get("outcome").s()).isEqualTo("FAILED");
        assertThat(deployment.items(jobId).getLast().get("cause").s()).isEqualTo("task-lost");
        assertThat(message().orElseThrow().attribute("cause")).isEqualTo("task-lost");
        assertThat(deployment.items(jobId)).noneMatch(item -> item.containsKey("pendingShard"));
    }

    @Test
    void aLaunchWhoseValuesAreGoneEndsItsJob() {
        FATES.put(family, List.of(TaskFate.exits("app", 1)));
        refuseThrice("StepFunctions", "StartExecution");
        String jobId = run();
        awaitDeadLetter(jobId);
        deployment.timePasses(Duration.ofHours(37));
        deployment.forgetStoppedTasks();

        assertThat(reconcile().path("found").path("lost-values").asInt()).isEqualTo(1);
        assertThat(deployment.items(jobId).getLast().get("outcome").s()).isEqualTo("UNLAUNCHABLE");
        assertThat(message().orElseThrow().body()).contains("launch-values-lost", "MODE of container app");
    }

    @Test
    void aCallThatHangsIsMadeAgain() {
        deployment.switchboard().log().clear();
        deployment.switchboard().faults().hang("DynamoDB", "PutItem", Duration.ofSeconds(20));

        Delivery delivery = deployment
                .events()
                .invoke(TaskEvent.exited(0)
                        .now()
                        .with(detail -> detail.put("clusterArn", TaskEvent.CLUSTER_ARN.replace("/prod", "/loop")))
                        .json());

        assertThat(delivery.answer().path("result").asText()).isEqualTo("recorded");
        assertThat(deployment.switchboard().log().count("DynamoDB", "PutItem")).isEqualTo(1);
    }

    private static void refuseThrice(String service, String operation) {
        for (int i = 0; i < 3; i++) {
            deployment
                    .switchboard()
                    .faults()
                    .refuse(service, operation, AwsError.client("AccessDeniedException", "not today"));
        }
    }

    private String run() {
        return run(onFargate().overrides(app(container -> container.environment(variable("MODE", "nightly")))));
    }

    /** The bus loses an event only after its task can be seen, so a test must not wait for the task. */
    private static void awaitLost(String member, String end) {
        await(() -> deployment.events().lost().stream()
                .anyMatch(event -> event.at(member).asText().endsWith(end)));
    }

    /** The event of the job's first stop, once its last try has failed. */
    private static ObjectNode awaitDeadLetter(String jobId) {
        Supplier<Optional<ObjectNode>> deadLetter = () -> deployment.events().deadLetters().stream()
                .filter(event -> event.at("/detail/taskArn").asText().endsWith("/" + jobId))
                .findFirst();
        await(() -> deadLetter.get().isPresent());
        return deadLetter.get().orElseThrow();
    }

    /** How many tasks the family has had. */
    private long tasks() {
        return LAUNCHES.stream().map(Launch::family).filter(family::equals).count();
    }

    private static Optional<SnsMessage> message() {
        assertThat(deployment.messages().all()).hasSizeLessThan(2);
        return deployment.messages().all().stream().findFirst();
    }
}
