package io.github.ecstaskretry.function.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.Orders;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.Command;
import io.github.ecstaskretry.function.retry.Execution;
import io.github.ecstaskretry.function.retry.Handled;
import io.github.ecstaskretry.function.retry.MemoryCluster;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A task has failed at 12:00, and its retry waits until 13:00. */
class HurryRetryTest {

    private static final String JOB = TaskEvent.TASK_ID;
    private static final String POLICY = TestPolicies.patientWith("otherwise: retry")
            .replace("interval: 10s, rate: 2, maxDelay: 1m", "interval: 1h");
    private static final Command.RetryNow NOW = new Command.RetryNow(JOB);

    private final MemoryPorts ports = new MemoryPorts();
    private final MemoryCluster cluster = new MemoryCluster(ports);
    private final MemoryOperator ada = new MemoryOperator(ports, cluster, POLICY);

    private Orders orders() {
        return ((Retry) ports.records().getFirst().decision()).orders();
    }

    @Test
    void stopsThePlannedExecutionAndStartsTheSameLaunchNow() {
        ada.taskFails();

        Answered answer = ada.gives("2026-01-31T12:10:00Z", NOW);

        assertThat(answer.done()).isTrue();
        assertThat(answer.message())
                .isEqualTo("Attempt 2 of job " + JOB + " is launched now instead of at 2026-01-31T13:00:00.000Z.");
        assertThat(answer.details())
                .containsEntry(
                        "executionArn",
                        "arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:" + JOB + "-2-now");
        assertThat(ports.done())
                .containsSubsequence("hurry " + JOB + "-1", "stop " + JOB + "-2", "launch " + JOB + "-2-now");
        assertThat(Json.parse(ports.inputOf(JOB + "-2-now")).path("runTask"))
                .isEqualTo(Json.parse(ports.inputOf(JOB + "-2")).path("runTask"));
        assertThat(ports.inputOf(JOB + "-2-now")).contains("\"notBefore\":\"2026-01-31T12:10:00.000Z\"", "s3cret");
        assertThat(orders().released())
                .isEqualTo(new Orders.Order(MemoryOperator.ADA, Instant.parse("2026-01-31T12:10:00Z"), "wrong input"));
    }

    @Test
    void theEndOfThePlannedExecutionIsIgnored() {
        ada.taskFails();
        ada.gives("2026-01-31T12:10:00Z", NOW);

        Handled handled = ports.failedLaunches(POLICY)
                .handle(LaunchEvent.aborted(ports.inputOf(JOB + "-2"), "started at once instead")
                        .end());

        assertThat(handled).isEqualTo(new Handled.Ignored("another execution launches the attempt"));
        assertThat(ports.records()).hasSize(1);
    }

    @Test
    void aRepeatedCommandSaysThatItIsDone() {
        ada.taskFails();
        ada.gives("2026-01-31T12:10:00Z", NOW);

        Answered answer = ada.gives("2026-01-31T12:10:09Z", NOW);

        assertThat(answer.done()).isTrue();
        assertThat(answer.message()).contains("was released already", "2026-01-31T12:10:00Z");
    }

    @Test
    void afterACrashTheNextRoundLaunchesIt() {
        ada.taskFails();
        ports.fail("launch " + JOB + "-2-now");
        assertThatIllegalStateException().isThrownBy(() -> ada.gives("2026-01-31T12:10:00Z", NOW));
        ports.fail("nothing");

        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T12:15:00Z")).containsExactly("LOST_LAUNCH");

        assertThat(ports.inputOf(JOB + "-2-now")).contains("s3cret");
    }

    @Test
    void afterACrashARepeatedEventLaunchesIt() {
        ada.taskFails();
        ports.fail("stop");
        assertThatIllegalStateException().isThrownBy(() -> ada.gives("2026-01-31T12:10:00Z", NOW));
        ports.fail("nothing");

        ports.useCase(POLICY)
                .handle(TaskEvent.exited(1)
                        .environment("app", "TOKEN", "s3cret")
                        .task());

        assertThat(ports.done()).endsWith("stop " + JOB + "-2", "launch " + JOB + "-2-now");
    }

    /** The repeated event finds the command's record, and by the next round ECS has forgotten the task. */
    @Test
    void thePlannedExecutionHasTheValuesEvenIfItIsOnlyStartedToBeStopped() {
        TaskEvent event = TaskEvent.exited(1).environment("app", "TOKEN", "s3cret");
        ports.fail("launch " + JOB + "-2");
        assertThatIllegalStateException().isThrownBy(() -> ports.useCase(POLICY).handle(event.task()));
        cluster.knows(event);
        assertThatIllegalStateException().isThrownBy(() -> ada.gives("2026-01-31T12:10:00Z", NOW));
        cluster.forgetsAll();
        ports.fail("nothing");

        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T16:00:00Z")).containsExactly("LOST_LAUNCH");

        assertThat(ports.inputOf(JOB + "-2-now")).contains("s3cret");
    }

    /** It launched its task between the command's question and the stop, and ECS has forgotten the task. */
    @Test
    void theTaskOfThePlannedExecutionCanBeLost() {
        ada.taskFails();
        ports.fail("stop");
        assertThatIllegalStateException().isThrownBy(() -> ada.gives("2026-01-31T12:59:59Z", NOW));
        ports.fail("nothing");
        ports.execution(
                JOB + "-2",
                new Execution.Launched(
                        ports.requestOf(JOB + "-2"), Instant.parse("2026-01-31T13:00:01Z"), TaskEvent.TASK_ARN));

        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T16:00:00Z")).isEmpty();
        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T16:05:00Z")).isEmpty();
        assertThat(cluster.reconcileFound(POLICY, "2026-02-02T05:00:00Z")).containsExactly("LOST_TASK");

        assertThat(ports.inputOf(JOB + "-2-now")).isNull();
    }

    @Test
    void aCancelStopsBoth() {
        ada.taskFails();
        ada.gives("2026-01-31T12:10:00Z", NOW);
        ports.execution(JOB + "-2-now", new Execution.Running(ports.requestOf(JOB + "-2-now")));

        ada.gives("2026-01-31T12:10:00Z", new Command.Cancel(JOB));

        assertThat(ports.done())
                .containsSubsequence("cancel " + JOB + "-1", "stop " + JOB + "-2", "stop " + JOB + "-2-now");
    }

    @Test
    void isRefusedIfNothingWaits() {
        ada.taskFails();
        ports.execution(
                JOB + "-2",
                new Execution.Launched(
                        ports.requestOf(JOB + "-2"), Instant.parse("2026-01-31T13:00:01Z"), TaskEvent.TASK_ARN));

        assertThat(ada.gives("2026-01-31T13:00:15Z", NOW).message()).contains("has been launched");
        assertThat(ada.gives("2026-01-31T13:00:15Z", new Command.RetryNow("0123"))
                        .message())
                .isEqualTo("No attempt of job 0123 is on record.");
    }

    @Test
    void isRefusedAfterACancelAndAfterTheDeadline() {
        ada.taskFails();
        ada.gives("2026-01-31T12:10:00Z", new Command.Cancel(JOB));

        assertThat(ada.gives("2026-01-31T12:20:00Z", NOW).message()).contains("has ended CANCELLED");
    }
}
