package io.github.ecstaskretry.function.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.function.operate.MemoryOperator;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.FailedLaunches;
import io.github.ecstaskretry.function.retry.MemoryCluster;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.Reconcile;
import io.github.ecstaskretry.function.retry.StoppedTasks;
import io.github.ecstaskretry.testkit.standin.lambda.LoopContext;
import jakarta.inject.Provider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The time of an invocation, and what the schedule's event answers. */
class EventHandlerTest {

    private static final String RECONCILE = "{\"detail-type\":\"ecs-task-retry Reconcile\",\"id\":\"r1\"}";

    private final MemoryPorts ports = new MemoryPorts();
    private final MemoryCluster cluster = new MemoryCluster(ports);
    private final EndedAttempts endedAttempts = ports.endedAttempts(TestPolicies.patientWith("otherwise: retry"));
    private final MemoryOperator operator =
            new MemoryOperator(ports, cluster, TestPolicies.patientWith("otherwise: retry"));
    private final EventHandler handler = new EventHandler(
            () -> new StoppedTasks(endedAttempts, TaskEvent.OURS),
            () -> new FailedLaunches(endedAttempts, ports, cluster, InstantSource.system()),
            () -> new Reconcile(
                    endedAttempts,
                    new StoppedTasks(endedAttempts, TaskEvent.OURS),
                    cluster.reconcilePorts(cluster, cluster),
                    failure -> false,
                    InstantSource.system()),
            () -> operator.abortedRunJobs(Instant.now()),
            () -> operator.commands(Instant.now()),
            new Meter(() -> "ecs-task-retry", InstantSource.system()));

    @Test
    void beginsNothingThatItCannotFinish() {
        String event = TaskEvent.exited(1).json().toString();

        assertThatIllegalStateException()
                .isThrownBy(() -> handle(event, Duration.ofSeconds(20)))
                .withMessageContaining("nothing was begun");
        assertThat(ports.done()).isEmpty();
    }

    @Test
    void handlesAnEventWithEnoughTime() throws IOException {
        assertThat(handle(TaskEvent.exited(1).json().toString(), Duration.ofSeconds(59)))
                .contains("\"result\":\"recorded\"");
    }

    @Test
    void reconcilingReportsItsResult() throws IOException {
        cluster.knows(stoppedAnHourAgo());

        assertThat(handle(RECONCILE, Duration.ofSeconds(59)))
                .startsWith("{\"result\":\"reconciled\",\"eventId\":\"r1\",\"looked\":{\"stopped-tasks\":1},"
                        + "\"found\":{\"lost-stop\":1},\"latestSeconds\":")
                .endsWith(",\"outOfTime\":[],\"throttled\":[],\"skipped\":[],\"failures\":[],\"failed\":0}");
    }

    @Test
    void aFailedPartFailsTheInvocationAfterTheOtherParts() {
        cluster.knows(stoppedAnHourAgo());
        cluster.knows(stoppedAnHourAgo().task("unlucky"));
        ports.fail("record unlucky");

        assertThatExceptionOfType(NotAllReconciledException.class)
                .isThrownBy(() -> handle(RECONCILE, Duration.ofSeconds(59)))
                .withMessageContaining("task/prod/unlucky")
                .satisfies(failure -> assertThat(failure.report())
                        .startsWith("{\"result\":\"failed\",\"eventId\":\"r1\"")
                        .contains("\"lost-stop\":1", "\"failed\":1", "cannot record unlucky-1"));
        assertThat(ports.records()).hasSize(1);
    }

    @Test
    void answersACommandWithItsOperator() throws IOException {
        String command = """
                {"source": "ecs-task-retry", "detail-type": "ecs-task-retry Command", "id": "c1",
                  "detail": {"command": "cancel", "jobId": "0123", "by": "arn:aws:iam::111122223333:user/ada"}}
                """;

        assertThat(handle(command, Duration.ofSeconds(59)))
                .startsWith("{\"result\":\"command\",\"eventId\":\"c1\",\"command\":\"cancel\","
                        + "\"by\":\"arn:aws:iam::111122223333:user/ada\",\"done\":false,\"message\":\"")
                .contains("\"advice\":\"", "\"jobId\":\"0123\"");
    }

    @Test
    void failsTheInvocationWithTheReasonWhyTheFunctionCannotWork() {
        Provider<StoppedTasks> broken = () -> {
            throw new IllegalStateException("RETRY_TABLE is not set");
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> handle(
                        new EventHandler(
                                broken,
                                () -> null,
                                () -> null,
                                () -> null,
                                () -> null,
                                new Meter(() -> "unused", InstantSource.system())),
                        TaskEvent.exited(1).json().toString(),
                        Duration.ofSeconds(59)))
                .withMessage("RETRY_TABLE is not set");
    }

    @Test
    void answersEachEventOfABatch() throws IOException {
        assertThat(handle(batch(TaskEvent.exited(1), TaskEvent.exited(2).task("second")), Duration.ofSeconds(59)))
                .matches("\\[\\{\"result\":\"recorded\".*}, \\{\"result\":\"recorded\".*}]");
        assertThat(ports.records()).hasSize(2);
    }

    @Test
    void failsABatchAfterItHasHandledTheOtherEvents() {
        ports.fail("record unlucky");

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        handle(batch(TaskEvent.exited(1).task("unlucky"), TaskEvent.exited(2)), Duration.ofSeconds(59)))
                .withMessageContaining("cannot record unlucky-1");
        assertThat(ports.records()).hasSize(1);
    }

    @Test
    void failsForADocumentThatIsNotAnEvent() {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> handle("{\"tasks\":[]}", Duration.ofSeconds(59)))
                .withMessageStartingWith("detail-type: expected");
    }

    private static String batch(TaskEvent... events) {
        ObjectNode batch = Json.object();
        ArrayNode records = batch.putArray("Records");
        for (TaskEvent event : events) {
            records.addObject().put("body", event.json().toString());
        }
        return batch.toString();
    }

    private static TaskEvent stoppedAnHourAgo() {
        return TaskEvent.exited(1).stoppedAt(Timestamps.format(Instant.now().minus(Duration.ofHours(1))));
    }

    private String handle(String event, Duration left) throws IOException {
        return handle(handler, event, left);
    }

    private static String handle(EventHandler handler, String event, Duration left) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                answer,
                new LoopContext("1", Instant.now().plus(left)));
        return answer.toString(StandardCharsets.UTF_8);
    }
}
