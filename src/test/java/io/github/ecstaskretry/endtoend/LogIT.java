package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.function.lambda.EmbeddedMetrics;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged function's log: every line is a JSON object, and each event has one line with its result. */
class LogIT {

    private static LocalDeployment deployment;

    private final String eventId = UUID.randomUUID().toString();
    private final String jobId = eventId.replace("-", "");

    @BeforeAll
    static void deploy(@TempDir Path directory) {
        deployment = Deployments.startImpatient(
                directory,
                TestPolicies.patientWith("otherwise: retry"),
                TaskScript.always(new TaskFate.KeepsRunning()),
                TimeScale.REAL);
    }

    @AfterAll
    static void close() {
        deployment.close();
    }

    @Test
    void logsOneLineForAnEventWithItsIdJobAndAttempt() {
        JsonNode line = onlyLineOf(TaskEvent.exited(1).now().task(jobId));

        assertThat(line.path("result").asText()).isEqualTo("recorded");
        assertThat(line.path("jobId").asText()).isEqualTo(jobId);
        assertThat(line.path("attempt").asInt()).isEqualTo(1);
        assertThat(line.path("cause").asText()).isEqualTo("app-exit");
        assertThat(line.path("Retries").asInt()).isEqualTo(1);
        EmbeddedMetrics.check(line.toString());
    }

    @Test
    void logsALineForAnIgnoredEvent() {
        JsonNode line = onlyLineOf(TaskEvent.exited(1).now().with(detail -> detail.put("group", "service:web")));

        assertThat(line.path("result").asText()).isEqualTo("ignored");
        assertThat(line.path("reason").asText()).contains("service");
    }

    @Test
    void logsARepeatedEventUnderItsOwnId() {
        deployment.events().invoke(TaskEvent.exited(1).now().task(jobId).json());

        JsonNode line = onlyLineOf(TaskEvent.exited(1).now().task(jobId));

        assertThat(line.path("result").asText()).isEqualTo("replayed");
        assertThat(line.has("_aws")).as("counts nothing").isFalse();
        assertThat(line.path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void logsTheWrongFieldAtEachTryOfAMalformedEvent() {
        List<JsonNode> lines =
                linesOf(TaskEvent.exited(1).now().task(jobId).with(detail -> detail.put("stoppedAt", "yesterday")));

        assertThat(lines).hasSize(3).allSatisfy(line -> {
            assertThat(line.path("result").asText()).isEqualTo("failed");
            assertThat(line.path("jobId").asText()).isEqualTo(jobId);
            assertThat(line.path("attempt").asInt()).isEqualTo(1);
            assertThat(line.path("error").asText()).isEqualTo("MalformedEventException");
            assertThat(line.path("message").asText()).startsWith("detail.stoppedAt: expected a time");
        });
    }

    @Test
    void logsTheReasonAtEachTryThatAwsRefuses() {
        for (int i = 0; i < 3; i++) {
            deployment
                    .switchboard()
                    .faults()
                    .refuse("DynamoDB", "TransactWriteItems", AwsError.client("AccessDeniedException", "not you"));
        }
        deployment.events().invoke(TaskEvent.exited(1).now().task(jobId).json());

        List<JsonNode> lines = linesOf(TaskEvent.exited(1).now().asAttempt(jobId, 2, "second" + jobId));

        assertThat(lines).hasSize(3).allSatisfy(line -> {
            assertThat(line.path("result").asText()).isEqualTo("failed");
            assertThat(line.path("jobId").asText()).isEqualTo(jobId);
            assertThat(line.path("attempt").asInt()).isEqualTo(2);
            assertThat(line.path("message").asText()).startsWith("not you");
        });
    }

    @Test
    void logsJsonObjectsOnly() {
        deployment.events().invoke(TaskEvent.exited(0).now().task(jobId).json());
        deployment
                .events()
                .invoke(TaskEvent.exited(0)
                        .now()
                        .with(detail -> detail.remove("taskArn"))
                        .json());

        assertThat(lines()).hasSizeGreaterThan(3).allMatch(JsonNode::isObject);
    }

    private JsonNode onlyLineOf(TaskEvent event) {
        List<JsonNode> lines = linesOf(event);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private List<JsonNode> linesOf(TaskEvent event) {
        deployment
                .events()
                .invoke(event.withEnvelope(envelope -> envelope.put("id", eventId))
                        .json());
        return lines().stream()
                .filter(line -> line.path("eventId").asText().equals(eventId))
                .toList();
    }

    private static List<JsonNode> lines() {
        return deployment.functionLog().lines().map(Json::read).toList();
    }
}
