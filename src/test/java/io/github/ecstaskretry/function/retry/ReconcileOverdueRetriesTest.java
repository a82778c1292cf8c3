package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Overdue retries whose execution or task is missing. */
class ReconcileOverdueRetriesTest extends ReconcileFixture {

    private static final String LATER =
            TestPolicies.patientWith("otherwise: retry", "backoff: {interval: 5h, maxDelay: 5h, jitter: none}");

    /** The retry of the attempt is recorded, and the function dies before it starts its execution. */
    private void lostLaunch(TaskEvent event) {
        notStarted(RETRIES, event);
        ports.aside().clear();
    }

    private void notStarted(String policy, TaskEvent event) {
        ports.fail("launch");
        assertThatIllegalStateException().isThrownBy(() -> ports.useCase(policy).handle(event.task()));
        ports.fail("nothing");
    }

    private void notLaunched(LaunchEvent event) {
        ports.execution(JOB + "-2", new Execution.NotLaunched(ports.requestOf(JOB + "-2"), event.end()));
    }

    @Test
    void areStartedAgainWithTheSameInputWhenTheirExecutionNeverWas() {
        TaskEvent event = TaskEvent.exited(1).environment("app", "TOKEN", "s3cret");
        lostLaunch(event);
        cluster.knows(event);

        assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_LAUNCH, 1));
        String input = ports.inputOf(JOB + "-2");
        ports.useCase(RETRIES).handle(event.task());
        assertThat(ports.inputOf(JOB + "-2")).isEqualTo(input).contains("s3cret");
    }

    @Test
    void areStartedFromTheRecordAloneWhenNoValueIsMissing() {
        lostLaunch(TaskEvent.exited(1));
        now = TWO_HOURS_LATER;

        assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_LAUNCH, 1));
        assertThat(ports.inputOf(JOB + "-2")).contains("\"StartedBy\":\"ecs-retry/" + JOB + "/2\"");
    }

    @Test
    void takeTheValuesOfALaterAttemptFromTheInputThatItWasLaunchedWith() {
        recorded(TaskEvent.exited(1).environment("app", "TOKEN", "s3cret"));
        ports.execution(JOB + "-2", launched());
        ports.fail("launch " + JOB + "-3");
        TaskEvent second =
                TaskEvent.exited(1).environment("app", "TOKEN", "s3cret").asAttempt(JOB, 2, "second");
        assertThatIllegalStateException()
                .isThrownBy(() -> ports.useCase(RETRIES).handle(second.task()));
        ports.fail("nothing");
        now = TWO_HOURS_LATER;

        assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_LAUNCH, 1));
        assertThat(ports.inputOf(JOB + "-3")).contains("s3cret");
    }

    @Test
    void endTheJobWhenTheirValuesAreGone() {
        lostLaunch(TaskEvent.exited(1).environment("app", "TOKEN", "s3cret"));
        cluster.recordedAt(STOP);
        now = STOP.plus(Duration.ofHours(36));
        assertThat(reconcile(RETRIES).found()).isEqualTo(NOTHING);
        now = now.plusSeconds(1);

        assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_VALUES, 1));
        assertThat(outcome()).isEqualTo(Outcome.UNLAUNCHABLE);
        RecordedAttempt last = ports.records().getLast();
        assertThat(last.id()).isEqualTo(SECOND);
        assertThat(last.ruling().cause()).isEqualTo("launch-values-lost");
        assertThat(last.ruling().why())
                .contains("no longer knows the values of the environment variables that it needs");
        assertThat(last.stop().toString()).contains("TOKEN of container app");
        assertThat(ports.done()).contains("announce " + JOB + "-2 after 1");
        assertThat(ports.records().toString()).doesNotContain("s3cret");
    }

    @Test
    void areLeftToTheInvocationThatHasJustRecordedThem() {
        lostLaunch(TaskEvent.exited(1));
        cluster.recordedAt(now.minusSeconds(30));

        assertThat(reconcile(RETRIES).found()).isEqualTo(NOTHING);
    }

    @Test
    void areLeftAloneWhileTheirTaskRuns() {
        recorded(TaskEvent.exited(1));
        cluster.runs(SECOND);
        int before = ports.done().size();

        assertThat(reconcile(RETRIES).found()).isEqualTo(NOTHING);
        assertThat(ports.done()).hasSize(before);
    }

    @Test
    void areLeftAloneWhileTheirExecutionWaits() {
        recorded(TaskEvent.exited(1));
        ports.execution(JOB + "-2", new Execution.Running(ports.requestOf(JOB + "-2")));
        now = TWO_HOURS_LATER;

        Reconciled reconciled = reconcile(RETRIES);

        assertThat(reconciled.found()).isEqualTo(NOTHING);
        assertThat(reconciled.pendingAge()).isEqualTo(Duration.between(STOP.plusSeconds(10), now));
    }

    @Test
    void areFailedLaunchesWhenTheirExecutionLaunchedNothing() {
        recorded(TaskEvent.exited(1));
        notLaunched(LaunchEvent.refused(ports.inputOf(JOB + "-2"), "RESOURCE:MEMORY"));

        assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_LAUNCH_FAILURE, 1));
        assertThat(ports.records().getLast().ruling().cause()).isEqualTo("placement-resources");
        assertThat(ports.done()).contains("launch " + JOB + "-3");
    }

    @Test
    void areCancelledWhenTheirExecutionWasStopped() {
        recorded(TaskEvent.exited(1));
        notLaunched(LaunchEvent.aborted(ports.inputOf(JOB + "-2"), "not today"));

        reconcile(RETRIES);

        assertThat(outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void areTheirTasksStopIfAFailedLaunchHasMadeATask() {
        recorded(TaskEvent.exited(1));
        notLaunched(LaunchEvent.timedOut(ports.inputOf(JOB + "-2")));
        cluster.knows(TaskEvent.exited(0).asAttempt(JOB, 2, "second"));

        assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_STOP, 1));
        assertThat(outcome()).isEqualTo(Outcome.RECOVERED);
    }

    /** An outage of 90 minutes used to end here. */
    @Test
    void waitFor36HoursSinceEcsDidNotKnowTheirTask() {
        launchedSecond();
        now = STOP.plus(Duration.ofHours(90));
        assertThat(reconcile(RETRIES).found()).isEqualTo(NOTHING);
        now = now.plus(Duration.ofHours(36));
        assertThat(reconcile(RETRIES).found()).isEqualTo(NOTHING);

        assertThat(ports.records()).hasSize(1);
    }

    @Test
    void areNotMissingWhenOnlyTheListsOfEcsLag() {
        launchedSecond();
        reconcile(RETRIES);
        cluster.runsUnlisted("second", SECOND);
        now = now.plus(Duration.ofHours(1));
        reconcile(RETRIES);
        cluster.forgetsAll();
        now = now.plus(Duration.ofHours(36));

        assertThat(reconcile(RETRIES).found()).isEqualTo(NOTHING);
        assertThat(ports.records()).hasSize(1);
    }

    @Test
    void endTheJobWhenAwsDeniesTheirClusterForLong() {
        launchedSecond();
        cluster.isDenied();
        Reconciled denied = reconcile(RETRIES);
        assertThat(denied.failures()).isEmpty();
        assertThat(denied.skipped()).singleElement().asString().contains("denies", TaskEvent.CLUSTER_ARN);
        now = now.plus(Duration.ofHours(37));

        assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_TASK, 1));
        assertThat(ports.records().getLast().stop().toString()).contains("AWS denies this deployment");
    }

    @Test
    void endTheJobIfTheirTaskCannotBeFoundDespiteAnyRule() {
        launchedSecond();
        String policy = TestPolicies.patientWith(
                "otherwise: retry", "rules: [{name: always, when: {started: false}, then: retry}]");
        assertThat(reconcile(policy).found()).isEqualTo(NOTHING);
        now = now.plus(Duration.ofHours(37));

        Reconciled reconciled = reconcile(policy);

        assertThat(reconciled.found()).isEqualTo(Map.of(Finding.LOST_TASK, 1));
        assertThat(outcome()).isEqualTo(Outcome.FAILED);
        assertThat(ports.records().getLast().ruling().cause()).isEqualTo("task-lost");
        assertThat(ports.records().getLast().ruling().why()).contains("It may have done its work");
        assertThat(ports.records().getLast().stop().toString()).contains("task/prod/second");
        assertThat(ports.done()).contains("announce " + JOB + "-2 after 1");
    }

    @Test
    void whoseExecutionCouldNotBeStartedAreStartedBeforeTheyAreDueWhileTheirValuesAreKnown() {
        TaskEvent event = TaskEvent.exited(1).environment("app", "TOKEN", "s3cret");
        notStarted(LATER, event);
        cluster.knows(event);

        assertThat(reconcile(LATER).found()).isEqualTo(Map.of(Finding.LOST_LAUNCH, 1));
        assertThat(ports.inputOf(JOB + "-2")).contains("s3cret", "2026-01-31T17:00:00.000Z");
        assertThat(ports.aside()).isEmpty();
    }

    @Test
    void whoseExecutionALaterDeliveryHasStartedAreLeftAlone() {
        notStarted(LATER, TaskEvent.exited(1));
        recorded(TaskEvent.exited(1));
        ports.execution(JOB + "-2", new Execution.Running(ports.requestOf(JOB + "-2")));

        assertThat(reconcile(LATER).found()).isEqualTo(NOTHING);
        assertThat(ports.aside()).isEmpty();
    }
}
