package io.github.ecstaskretry.function.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.event.Command;
import io.github.ecstaskretry.function.retry.Execution;
import io.github.ecstaskretry.function.retry.MemoryCluster;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A task has failed at 12:00, and its retry waits until 12:00:10. */
class CancelJobTest {

    private static final String JOB = TaskEvent.TASK_ID;
    private static final String POLICY = TestPolicies.patientWith(
            "otherwise: retry", "announce: [CANCELLED]", "rules: [{name: always, when: {attempt: 1-50}, then: retry}]");
    private static final Command.Cancel CANCEL = new Command.Cancel(JOB);
    private static final String TASK = TaskEvent.TASK_ARN.replace(JOB, "fedc");

    private final MemoryPorts ports = new MemoryPorts();
    private final MemoryCluster cluster = new MemoryCluster(ports);
    private final MemoryOperator ada = new MemoryOperator(ports, cluster, POLICY);

    private RecordedAttempt last() {
        return ports.records().getLast();
    }

    @Test
    void stopsTheExecutionAndEndsTheJob() {
        ada.taskFails();

        Answered answer = ada.gives("2026-01-31T12:00:05Z", CANCEL);

        assertThat(answer.done()).isTrue();
        assertThat(answer.message())
                .isEqualTo("Job " + JOB + " is cancelled, by " + MemoryOperator.ADA
                        + " at 2026-01-31T12:00:05Z (wrong input). Attempt 2 is not launched.");
        assertThat(answer.details()).containsEntry("jobId", JOB).containsEntry("attempt", 2);
        assertThat(((RecordedDecision.End) last().decision()).outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(last().ruling().rule()).isEqualTo("(cancelled)");
        assertThat(last().ruling().why()).contains("by " + MemoryOperator.ADA, "(wrong input)");
        assertThat(ports.done())
                .containsSubsequence("cancel " + JOB + "-1", "stop " + JOB + "-2", "announce " + JOB + "-2 after 1");
    }

    @Test
    void aRepeatedCommandSaysThatItIsDone() {
        ada.taskFails();
        ada.gives("2026-01-31T12:00:05Z", CANCEL);

        Answered answer = ada.gives("2026-01-31T12:00:09Z", CANCEL);

        assertThat(answer.done()).isTrue();
        assertThat(answer.message()).contains("was cancelled already", "at 2026-01-31T12:00:05Z");
        assertThat(ports.records()).hasSize(2);
    }

    @Test
    void afterACrashTheNextCommandOrTheNextRoundCompletesIt() {
        ada.taskFails();
        ports.fail("stop");
        assertThatIllegalStateException().isThrownBy(() -> ada.gives("2026-01-31T12:00:05Z", CANCEL));
        assertThat(ports.records()).hasSize(1);
        ports.fail("nothing");

        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T12:01:00Z")).isEmpty();
        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T12:05:00Z")).isEmpty();
        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T12:10:00Z")).containsExactly("LOST_CANCEL");

        assertThat(last().ruling().rule()).isEqualTo("(cancelled)");
    }

    /** The invocation that recorded the failure may be about to start it. */
    @Test
    void takesTheNameOfAnExecutionThatWasNotStarted() {
        ports.fail("launch");
        assertThatIllegalStateException().isThrownBy(ada::taskFails);
        ports.fail("nothing");

        assertThat(ada.gives("2026-01-31T12:00:05Z", CANCEL).done()).isTrue();

        assertThat(ports.done()).contains("stop " + JOB + "-2");
        assertThat(((RecordedDecision.End) last().decision()).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void aRepeatedEventStartsNothing() {
        ada.taskFails();
        ports.fail("stop");
        assertThatIllegalStateException().isThrownBy(() -> ada.gives("2026-01-31T12:00:05Z", CANCEL));
        ports.fail("nothing");
        int before = ports.done().size();

        ports.useCase(POLICY)
                .handle(TaskEvent.exited(1)
                        .environment("app", "TOKEN", "s3cret")
                        .task());

        assertThat(ports.done().subList(before, ports.done().size())).containsExactly("record " + JOB + "-1");
    }

    @Test
    void cancelOfARunningTaskSaysHowToStopIt() {
        ada.taskFails();
        ports.execution(
                JOB + "-2",
                new Execution.Launched(ports.requestOf(JOB + "-2"), Instant.parse("2026-01-31T12:00:11Z"), TASK));

        Answered answer = ada.gives("2026-01-31T12:00:15Z", CANCEL);

        assertThat(answer.done()).isFalse();
        assertThat(answer.advice()).contains("aws ecs stop-task --cluster prod --task fedc");
        assertThat(answer.details()).containsEntry("taskArn", TASK).containsEntry("clusterArn", TaskEvent.CLUSTER_ARN);
        assertThat(ports.records()).hasSize(1);
    }

    /** The task was launched between the order and the stop. */
    @Test
    void aTaskThatWasLaunchedDespiteTheCancelIsTheLast() {
        ada.taskFails();
        ports.taskExists(true);

        Answered answer = ada.gives("2026-01-31T12:00:15Z", CANCEL);
        ports.useCase(POLICY)
                .handle(TaskEvent.exited(1).asAttempt(JOB, 2, "second").task());

        assertThat(answer.done()).isFalse();
        assertThat(last().id().number()).isEqualTo(2);
        assertThat(((RecordedDecision.End) last().decision()).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    /** Retry-now stopped the planned execution while it called ECS, and died. */
    @Test
    void asksEcsForTheTaskOfAHurriedRetry() {
        ada.taskFails();
        ports.fail("launch");
        assertThatIllegalStateException()
                .isThrownBy(() -> ada.gives("2026-01-31T12:00:04Z", new Command.RetryNow(JOB)));
        ports.fail("nothing");

        Answered tooEarly = ada.gives("2026-01-31T12:00:05Z", CANCEL);
        ports.taskExists(true);
        Answered tooLate = ada.gives("2026-01-31T12:01:05Z", CANCEL);

        assertThat(tooEarly.message()).contains("ECS cannot tell yet");
        assertThat(tooLate.message()).contains("has been launched");
        assertThat(ports.records()).hasSize(1);
    }

    @Test
    void knowsNoOtherJobs() {
        ada.taskFails();
        ports.useCase(TestPolicies.PATIENT)
                .handle(TaskEvent.exited(1).task("over").task());

        Answered unknown = ada.gives("2026-01-31T12:00:05Z", new Command.Cancel("control"));
        Answered over = ada.gives("2026-01-31T12:00:05Z", new Command.Cancel("over"));

        assertThat(unknown.done()).isFalse();
        assertThat(unknown.message()).isEqualTo("No attempt of job control is on record.");
        assertThat(over.done()).isFalse();
        assertThat(over.message()).isEqualTo("Job over has ended FAILED with attempt 1.");
        assertThat(over.advice()).contains("ecs-retry rerun over");
    }
}
