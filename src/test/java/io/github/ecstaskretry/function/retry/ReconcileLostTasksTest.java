package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that were recorded as lost, and whose true stop becomes known later. */
class ReconcileLostTasksTest extends ReconcileFixture {

    @BeforeEach
    void loseTheSecondTask() {
        launchedSecond();
        reconcile(RETRIES);
        now = now.plus(Duration.ofHours(37));
        assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_TASK, 1));
    }

    @Test
    void areSupersededOnceAndAnnouncedAgain() {
        TaskEvent truth = TaskEvent.exited(0).asAttempt(JOB, 2, "second");

        recorded(truth);
        recorded(truth);

        assertThat(outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(ports.records().getLast().superseded().cause()).isEqualTo("task-lost");
        assertThat(ports.records().getLast().ruling().why())
                .endsWith("Attempt 2 was first recorded as task-lost, and its job as FAILED.");
        assertThat(ports.done())
                .containsOnlyOnce("supersede " + JOB + "-2")
                .filteredOn(done -> done.startsWith("announce " + JOB + "-2"))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void goOnWithTheNextAttemptWhenTheTrueStopIsRetried() {
        recorded(TaskEvent.exited(1).asAttempt(JOB, 2, "second"));

        assertThat(ports.done()).contains("launch " + JOB + "-3");
        assertThat(ports.records().getLast().decision()).isInstanceOf(RecordedDecision.Retry.class);
    }

    @Test
    void areFoundAmongTheStoppedTasksToo() {
        cluster.knows(TaskEvent.exited(0).asAttempt(JOB, 2, "second"));

        assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_STOP, 1));
        assertThat(reconcile(RETRIES).found()).isEqualTo(NOTHING);
        assertThat(outcome()).isEqualTo(Outcome.RECOVERED);
    }
}
