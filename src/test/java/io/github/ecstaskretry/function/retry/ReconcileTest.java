package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Reconciling finds lost work and does it once, and leaves work alone whose event is on its way. The task of the events stops at
 * 12:00:00.
 */
class ReconcileTest {

    private static final String JOB = TaskEvent.TASK_ID;
    private static final AttemptId SECOND = new AttemptId(JOB, 2);
    private static final String RETRIES = TestPolicies.patientWith("otherwise: retry");
    private static final Instant STOP = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant TEN_PAST = STOP.plus(Duration.ofMinutes(10));
    private static final Instant TWO_HOURS_LATER = STOP.plus(Duration.ofHours(2));
    private static final Map<Finding, Integer> NOTHING = Map.of();

    private final MemoryPorts ports = new MemoryPorts();
    private final MemoryCluster cluster = new MemoryCluster(ports);
    private Instant now = TEN_PAST;

    @Nested
    class StoppedTasksWithoutAnAttempt {

        @Test
        void areHandledAsIfTheirEventHadCome() {
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
        void areStoppedAlsoWhenEcsIsAboutToDeleteThem() {
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
        void bringTheirTagsAndNobodyIsAskedForThemAgain() {
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

    @Nested
    class RetriesThatAreOverdue {

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
        void areLeftToWhoeverHasJustRecordedThem() {
            lostLaunch(TaskEvent.exited(1));
            cluster.recordedAt(now.minusSeconds(30));

            assertThat(reconcile(RETRIES).found()).isEqualTo(NOTHING);
        }

        @Test
        void areLeftAloneWhileTheirTaskRunsAndThatIsAllThatIsAsked() {
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
        void areTheirTasksStopWhenALaunchThatFailedHasMadeOneAfterAll() {
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
        void endTheJobWhenTheirTaskIsNowhereToBeFoundWhateverTheRulesSay() {
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
    }

    @Nested
    class LossesWhoseTrueStopIsHeardOf {

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
        void areLeftToWhoeverHasJustRecordedThem() {
            lostNotice();
            cluster.recordedAt(now.minusSeconds(30));

            assertThat(reconcile(TestPolicies.PATIENT).found()).isEqualTo(NOTHING);
        }
    }

    @Test
    void oneThatFailsDoesNotStopTheRestAndIsNamed() {
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
    void whenTheTimeIsOverNothingIsBegunAndItIsSaid() {
        lostNotice();
        cluster.knows(TaskEvent.exited(1).task("other"));
        int before = ports.done().size();

        Reconciled reconciled = useCase(RETRIES, failure -> false).run(now);

        assertThat(reconciled.outOfTime()).containsExactly(Stage.NOTICES, Stage.STOPPED_TASKS);
        assertThat(ports.done()).hasSize(before);
    }

    private Reconciled reconcile(String policy) {
        return reconcile(policy, failure -> false);
    }

    private Reconciled reconcile(String policy, Predicate<RuntimeException> throttling) {
        return useCase(policy, throttling).run(now.plusSeconds(30));
    }

    private Reconcile useCase(String policy, Predicate<RuntimeException> throttling) {
        return new Reconcile(
                ports.endedAttempts(policy),
                ports.useCase(policy),
                cluster.reconcilePorts(cluster, cluster),
                throttling,
                () -> now);
    }

    private void recorded(TaskEvent event) {
        ports.useCase(RETRIES).handle(event.task());
    }

    /** The retry of the attempt is recorded, and its execution is not started. */
    private void lostLaunch(TaskEvent event) {
        ports.fail("launch");
        assertThatIllegalStateException().isThrownBy(() -> recorded(event));
        ports.fail("nothing");
    }

    private void lostNotice() {
        ports.fail("announce");
        assertThatIllegalStateException()
                .isThrownBy(() -> ports.useCase(TestPolicies.PATIENT)
                        .handle(TaskEvent.exited(1).task()));
        ports.fail("nothing");
    }

    private void launchedSecond() {
        recorded(TaskEvent.exited(1));
        ports.execution(JOB + "-2", launched());
    }

    private Execution launched() {
        return new Execution.Launched(
                ports.requestOf(JOB + "-2"), STOP.plusSeconds(20), TaskEvent.TASK_ARN.replace(JOB, "second"));
    }

    private void notLaunched(LaunchEvent event) {
        ports.execution(JOB + "-2", new Execution.NotLaunched(ports.requestOf(JOB + "-2"), event.end()));
    }

    private Outcome outcome() {
        List<RecordedAttempt> records = ports.records();
        return ((RecordedDecision.End) records.getLast().decision()).outcome();
    }
}
