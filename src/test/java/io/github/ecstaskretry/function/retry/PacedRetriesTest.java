package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retries that wait for a slot of their policy's pace. */
class PacedRetriesTest {

    private static final String RETRIES = TestPolicies.PATIENT.replace("otherwise: fail", "otherwise: retry");
    private static final StoppedTask FAILED = TaskEvent.exited(1).task();
    private static final String JOB = TaskEvent.TASK_ID;
    private static final Duration WAIT = Duration.ofMinutes(12);

    private final MemoryPorts ports = new MemoryPorts();
    private final StoppedTasks useCase = ports.useCase(RETRIES);

    @BeforeEach
    void received() {
        ports.at(FAILED.times().stoppedAt().plusSeconds(1).toString());
        ports.nextSlot(Optional.of(WAIT));
    }

    @Test
    void aSlotIsReservedBeforeTheRetryIsRecorded() {
        useCase.handle(FAILED);

        assertThat(ports.done()).hasSize(3);
        assertThat(ports.done().getFirst()).startsWith("reserve a slot of ");
        assertThat(ports.done()).endsWith("record " + JOB + "-1", "launch " + JOB + "-2");
    }

    @Test
    void theRecordAndTheExecutionHaveTheTimeOfTheSlot() {
        useCase.handle(FAILED);

        RecordedAttempt recorded = ports.records().getFirst();
        Instant notBefore = ((RecordedDecision.Retry) recorded.decision()).notBefore();
        assertThat(recorded.pacedFrom()).contains(notBefore.minus(WAIT));
        assertThat(ExecutionJson.notBefore(ports.inputOf(JOB + "-2"))).isEqualTo(notBefore);
    }

    @Test
    void aRecordedAttemptReservesNothing() {
        useCase.handle(FAILED);
        StoppedTask second = TaskEvent.exited(1).asAttempt(JOB, 2, "second").task();
        useCase.handle(second);
        int done = ports.done().size();

        useCase.handle(second);

        assertThat(ports.done().subList(done, ports.done().size()))
                .containsExactly("history " + JOB, "launch " + JOB + "-3");
    }

    @Test
    void aCrashAfterTheReservationOnlyLeavesAGap() {
        ports.fail("record");
        assertThatIllegalStateException().isThrownBy(() -> useCase.handle(FAILED));
        assertThat(ports.records()).isEmpty();
        ports.fail("nothing");

        useCase.handle(FAILED);

        assertThat(ports.done()).filteredOn(done -> done.startsWith("reserve")).hasSize(2);
        assertThat(ports.done()).filteredOn(done -> done.startsWith("launch")).hasSize(1);
    }

    @Test
    void aFailedReservationFailsTheEventSoThatLambdaTriesAgain() {
        ports.fail("reserve");

        assertThatIllegalStateException().isThrownBy(() -> useCase.handle(FAILED));
        assertThat(ports.records()).isEmpty();
    }

    @Test
    void onlyALaunchTakesASlot() {
        ports.useCase(RETRIES.replace("policies:\n  - name", "policies:\n  - mode: observe\n    name"))
                .handle(FAILED);
        ports.useCase(TestPolicies.PATIENT)
                .handle(TaskEvent.exited(1).task("another").task());
        useCase.handle(TaskEvent.exited(0).task("0123").task());

        assertThat(ports.done()).noneMatch(done -> done.startsWith("reserve"));
    }

    @Test
    void aSlotAfterTheDeadlineDoesNotEndTheJob() {
        ports.nextSlot(Optional.empty());

        useCase.handle(FAILED);

        assertThat(ports.records().getFirst().decision()).isInstanceOf(RecordedDecision.Retry.class);
        assertThat(ports.done()).endsWith("launch " + JOB + "-2");
    }
}
