package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Reconciling finds lost work and does it once, and leaves work alone whose event is on its way. */
class ReconcileTest extends ReconcileFixture {

    @Nested
    class StoppedTasksWithoutAnAttempt {

        @Test
        void areHandledAsIfTheirEventHadArrived() {
            cluster.knows(TaskEvent.exited(1));

            Reconciled reconciled = reconcile(RETRIES);

            assertThat(reconciled.found()).isEqualTo(Map.of(Finding.LOST_STOP, 1));
            assertThat(reconciled.latest()).isEqualTo(Duration.ofMinutes(10));
            assertThat(ports.done()).containsExactly("record " + JOB + "-1", "launch " + JOB + "-2");
        }

        @Test
        void areTheSameWhenTheirEventComesLater() {
            cluster.knows(TaskEvent.exited(1).environment("app", "TOKEN", "s3cret"));
            reconcile(RETRIES);
            String input = ports.inputOf(JOB + "-2");
            RecordedAttempt recorded = ports.records().getFirst();

            ports.useCase(RETRIES)
                    .handle(TaskEvent.exited(1)
                            .environment("app", "TOKEN", "s3cret")
                            .task());

            assertThat(ports.records()).containsExactly(recorded);
            assertThat(ports.inputOf(JOB + "-2")).isEqualTo(input).contains("s3cret");
        }

        @Test
        void areLeftToTheirEventsForTwoMinutes() {
            cluster.knows(TaskEvent.exited(1).stoppedAt("2026-01-31T12:08:30Z"));

            assertThat(reconcile(RETRIES).found()).isEqualTo(NOTHING);
            assertThat(ports.done()).isEmpty();
        }

        @Test
        void areLeftAloneWhileTheyStop() {
            cluster.knows(TaskEvent.exited(1).with(detail -> detail.put("lastStatus", "DEPROVISIONING")));

            assertThat(reconcile(RETRIES).found()).isEqualTo(NOTHING);
        }

        @Test
        void areStoppedEvenIfEcsIsAboutToDeleteThem() {
            cluster.knows(TaskEvent.exited(1).with(detail -> detail.put("lastStatus", "DELETED")));

            assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_STOP, 1));
        }

        @Test
        void ofOthersAreLeftAlone() {
            cluster.knows(TaskEvent.exited(1).with(detail -> detail.put("group", "service:web")));
            cluster.knows(TaskEvent.exited(1).task("elsewhere").with(detail -> detail.put("group", "other")));

            assertThat(reconcile(TestPolicies.patientWith("match: {group: [mine]}"))
                            .found())
                    .isEqualTo(NOTHING);
            assertThat(ports.records()).isEmpty();
        }

        @Test
        void ofAnotherAccountAreLeftAlone() {
            cluster.knows(TaskEvent.exited(1)
                    .with(detail -> detail.put("taskArn", "arn:aws:ecs:eu-west-1:444455556666:task/prod/abc")));

            assertThat(reconcile(RETRIES).found()).isEqualTo(NOTHING);
            assertThat(ports.records()).isEmpty();
        }

        @Test
        void haveTheirTagsSoThatNoCallAsksForThemAgain() {
            cluster.knows(TaskEvent.exited(1));

            reconcile(TestPolicies.patientWith("otherwise: retry", "match: {tags: {team: data}}"));

            assertThat(ports.done()).containsExactly("record " + JOB + "-1", "launch " + JOB + "-2");
        }

        @Test
        void ofLaterAttemptsAreFoundByWhoStartedThem() {
            recorded(TaskEvent.exited(1));
            ports.execution(JOB + "-2", launched());
            cluster.knows(TaskEvent.exited(0).asAttempt(JOB, 2, "second"));

            assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_STOP, 1));
            assertThat(outcome()).isEqualTo(Outcome.RECOVERED);
        }
    }

    @Test
    void asksForTheRunningTasksOfAClusterByThePage() {
        IntStream.range(0, 10).forEach(i -> {
            recorded(TaskEvent.exited(1).task("job" + i));
            cluster.runs(new AttemptId("job" + i, 2));
        });
        int before = ports.done().size();

        assertThat(reconcile(RETRIES).looked()).isEqualTo(Map.of(Stage.RETRIES, 10));

        assertThat(cluster.asked()).isEqualTo(5);
        assertThat(ports.done()).hasSize(before);
    }

    @Test
    void reachesEveryPageOfStoppedTasksWithinAnHour() {
        IntStream.range(0, 24).forEach(i -> cluster.knows(TaskEvent.exited(1).task("job" + i)));
        Set<List<String>> first = new HashSet<>();
        for (int turn = 0; turn < 12; turn++) {
            now = TEN_PAST.plus(Duration.ofMinutes(5L * turn));
            reconcile(RETRIES);
            first.add(cluster.takeDescribedPages().getFirst());
        }

        assertThat(first).hasSize(12);
    }

    @Nested
    class EndsThatWereNotAnnounced {

        @Test
        void areAnnouncedAndMarkedOnce() {
            lostNotice();

            assertThat(reconcile(TestPolicies.PATIENT).found()).isEqualTo(Map.of(Finding.LOST_NOTICE, 1));
            assertThat(reconcile(TestPolicies.PATIENT).found()).isEqualTo(NOTHING);
            assertThat(ports.done()).filteredOn(done -> done.startsWith("mark")).containsExactly("mark " + JOB + "-1");
        }

        @Test
        void areLeftToTheInvocationThatHasJustRecordedThem() {
            lostNotice();
            cluster.recordedAt(now.minusSeconds(30));

            assertThat(reconcile(TestPolicies.PATIENT).found()).isEqualTo(NOTHING);
        }
    }

    @Test
    void aFailedThingIsNamedAndDoesNotStopTheOthers() {
        cluster.knows(TaskEvent.exited(1).task("good"));
        cluster.knows(TaskEvent.exited(1).with(detail -> detail.put("clusterArn", "nonsense")));
        cluster.knows(TaskEvent.exited(1).task("unlucky"));
        ports.fail("record unlucky");

        Reconciled reconciled = reconcile(RETRIES);

        assertThat(reconciled.found()).isEqualTo(Map.of(Finding.LOST_STOP, 1));
        assertThat(reconciled.looked()).isEqualTo(Map.of(Stage.STOPPED_TASKS, 3));
        assertThat(reconciled.failures())
                .hasSize(2)
                .anySatisfy(failure -> assertThat(failure).contains(TaskEvent.TASK_ARN, "detail.clusterArn"))
                .anySatisfy(failure -> assertThat(failure).contains("unlucky", "cannot record"));
    }

    @Test
    void aPageThatCannotBeLookedUpDoesNotStopTheNext() {
        cluster.knows(TaskEvent.exited(1).task("a"));
        cluster.knows(TaskEvent.exited(1).task("b"));
        cluster.knows(TaskEvent.exited(1).task("c"));
        cluster.cannotLookUp(jobId -> jobId.equals("a"));

        assertThat(reconcile(RETRIES).found()).isEqualTo(Map.of(Finding.LOST_STOP, 1));
    }

    @Test
    void throttlingLeavesOffThatPartAndFailsNothing() {
        lostNotice();
        cluster.knows(TaskEvent.exited(1).task("other"));
        ports.fail("announce");

        Reconciled reconciled = reconcile(TestPolicies.patientWith("otherwise: retry"), failure -> true);

        assertThat(reconciled.throttled()).containsExactly(Stage.NOTICES);
        assertThat(reconciled.failures()).isEmpty();
        assertThat(reconciled.found()).isEqualTo(Map.of(Finding.LOST_STOP, 1));
    }

    @Test
    void beginsNothingAfterItsTimeAndReportsIt() {
        lostNotice();
        cluster.knows(TaskEvent.exited(1).task("other"));
        int before = ports.done().size();

        Reconciled reconciled = useCase(RETRIES, failure -> false).run(now);

        assertThat(reconciled.outOfTime()).containsExactly(Stage.NOTICES, Stage.STOPPED_TASKS);
        assertThat(ports.done()).hasSize(before);
    }

    private void lostNotice() {
        ports.fail("announce");
        assertThatIllegalStateException()
                .isThrownBy(() -> ports.useCase(TestPolicies.PATIENT)
                        .handle(TaskEvent.exited(1).task()));
        ports.fail("nothing");
    }
}
