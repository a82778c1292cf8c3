package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.RunTaskRecord;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.learn.LaunchSource;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import io.github.ecstaskretry.format.launch.LaunchRecordJson;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schedule {@code nightly} launches at 11:50, and RunTask answers with a failure. */
class MissedLaunchesTest {

    private static final String JOB = RunTaskRecord.JOB;
    private static final String POLICY = """
            version: 1
            policies:
              - name: any
                backoff: {interval: 10s, jitter: none}
                announce: [UNLAUNCHABLE]
            """;

    private final MemoryPorts ports = new MemoryPorts();
    private final MemoryCluster cluster = new MemoryCluster(ports);

    @BeforeEach
    void watches() {
        cluster.watchesLaunches();
    }

    private Reconciled reconcile(String time) {
        return cluster.reconcile(POLICY, time);
    }

    private static LaunchSource schedule(TaskOverrides overrides, @Nullable String otherOverrides) {
        RunTaskRequest request = LaunchRecordJson.read(RunTaskRecord.launched().toString(), TaskEvent.OURS)
                .request()
                .with(overrides);
        return query -> new LaunchSource.Candidates(
                List.of(new Learned.Launch("schedule:default/nightly", request, otherOverrides)));
    }

    private static TaskOverrides environment(String name, String value) {
        return new TaskOverrides(
                List.of(new ContainerOverride("app", List.of(new EnvironmentVariable(name, value)), Map.of())),
                Map.of());
    }

    private RecordedAttempt first() {
        return ports.records().getFirst();
    }

    @Test
    void becomesAJobThatIsLaunched() {
        cluster.records().has(RunTaskRecord.failed("RESOURCE:MEMORY").toString());

        Reconciled reconciled = reconcile("2026-01-31T12:00:00Z");

        assertThat(reconciled.found()).isEqualTo(Map.of(Finding.MISSED_LAUNCH, 1));
        assertThat(first().ruling().cause()).isEqualTo("placement-resources");
        assertThat(first().subject().startedBy()).isEqualTo("chronos-schedule/nightly");
        assertThat(first().subject().originalStartedBy()).isEqualTo("chronos-schedule/nightly");
        assertThat(ports.requestOf(JOB + "-2").network()).isNotNull();
        assertThat(ports.requestOf(JOB + "-2").attempt().startedBy()).isEqualTo("ecs-retry/" + JOB + "/2");
        assertThat(((RecordedDecision.Retry) first().decision()).launchSource()).isEqualTo("cloudtrail");
    }

    @Test
    void makesOneJobHoweverOftenItsRecordIsRead() {
        cluster.records().has(RunTaskRecord.failed("RESOURCE:MEMORY").toString());
        reconcile("2026-01-31T12:00:00Z");

        assertThat(reconcile("2026-01-31T12:05:00Z").found()).doesNotContainKey(Finding.MISSED_LAUNCH);
        assertThat(ports.records()).hasSize(1);
    }

    @Test
    void readsAnHourBehindWhatItHasReadBecauseRecordsComeLate() {
        reconcile("2026-01-31T12:00:00Z");
        cluster.records().has(RunTaskRecord.failed("RESOURCE:MEMORY").toString());

        assertThat(reconcile("2026-01-31T12:45:00Z").found()).isEqualTo(Map.of(Finding.MISSED_LAUNCH, 1));
        assertThat(cluster.records().asked()).containsExactly("11:00:00 to 12:00:00", "11:00:00 to 12:45:00");
        reconcile("2026-01-31T12:50:00Z");
        assertThat(cluster.records().asked()).last().isEqualTo("11:45:00 to 12:50:00");
    }

    @Test
    void readsNothingOlderThanTheDeploymentOrThanADay() {
        ports.adoptSince("2026-01-31T11:55:00Z");
        cluster.records().has(RunTaskRecord.failed("RESOURCE:MEMORY").toString());
        assertThat(reconcile("2026-01-31T12:00:00Z").found()).isEmpty();

        reconcile("2026-02-03T12:00:00Z");
        assertThat(cluster.records().asked()).containsExactly("11:55:00 to 12:00:00", "12:00:00 to 12:00:00");
    }

    @Test
    void takesAHiddenEnvironmentFromTheSchedulesInput() {
        cluster.records()
                .has(RunTaskRecord.failed("AGENT").withHiddenEnvironment().toString());
        ports.learnsFrom(new LaunchLearning(List.of(schedule(environment("TOKEN", "s3cret"), null)), true));

        reconcile("2026-01-31T12:00:00Z");

        assertThat(ports.inputOf(JOB + "-2")).contains("s3cret");
        assertThat(first().toString()).doesNotContain("s3cret");
        assertThat(((RecordedDecision.Retry) first().decision()).launchSource()).isEqualTo("schedule:default/nightly");
    }

    @Test
    void aCrashBeforeTheStartIsRepairedWithTheSchedulesInput() {
        cluster.records()
                .has(RunTaskRecord.failed("AGENT").withHiddenEnvironment().toString());
        ports.learnsFrom(new LaunchLearning(List.of(schedule(environment("TOKEN", "s3cret"), null)), true));
        ports.fail("launch " + JOB);
        reconcile("2026-01-31T12:00:00Z");
        ports.fail("nothing");

        assertThat(reconcile("2026-01-31T12:05:00Z").found()).isEqualTo(Map.of(Finding.LOST_LAUNCH, 1));
        assertThat(ports.inputOf(JOB + "-2")).contains("s3cret");
    }

    @Test
    void endsUnlaunchableIfNobodyKnowsTheEnvironment() {
        cluster.records()
                .has(RunTaskRecord.failed("AGENT").withHiddenEnvironment().toString());
        String transformed = "The target of rule:nightly takes its input from the event that matched.";
        for (LaunchLearning learning : List.of(
                new LaunchLearning(List.of(), true),
                new LaunchLearning(List.of(schedule(TaskOverrides.NONE, null)), true),
                new LaunchLearning(List.of(schedule(environment("AT", "<aws.scheduler.scheduled-time>"), null)), true),
                new LaunchLearning(List.of(schedule(TaskOverrides.NONE, transformed)), true))) {
            ports.forget();
            ports.learnsFrom(learning);

            reconcile("2026-01-31T12:00:00Z");

            assertThat(((RecordedDecision.End) first().decision()).outcome()).isEqualTo(Outcome.UNLAUNCHABLE);
            assertThat(first().ruling().why()).contains("CloudTrail hides the environment of the launch.");
        }
        assertThat(first().ruling().why()).contains(transformed);
    }

    @Test
    void readsAtMostTwentyPagesAndSaysThatThereWereMore() {
        for (int i = 0; i < 45; i++) {
            cluster.records().has(RunTaskRecord.launched().toString());
        }

        Reconciled reconciled = reconcile("2026-01-31T12:00:00Z");

        assertThat(cluster.records().asked()).hasSize(20);
        assertThat(reconciled.skipped())
                .containsExactly(
                        "CloudTrail has more than 20 pages of RunTask records since 2026-01-31T11:00:00Z; the older"
                                + " ones were not read");
        assertThat(ports.done()).noneMatch(done -> done.startsWith("launches read"));
    }

    @Test
    void aThrottledOrDeniedLookupStopsThisPartOnlyAndIsReadAgain() {
        cluster.records().fails(new IllegalStateException("throttled"));
        Reconciled throttled = reconcile("2026-01-31T12:00:00Z");
        cluster.records().fails(new LaunchRecords.DeniedException(new IllegalStateException("no")));
        Reconciled denied = reconcile("2026-01-31T12:05:00Z");

        assertThat(throttled.whole()).isTrue();
        assertThat(throttled.throttled()).containsExactly(Stage.MISSED_LAUNCHES);
        assertThat(denied.whole()).isTrue();
        assertThat(ports.done()).noneMatch(done -> done.startsWith("launches read"));
    }

    @Test
    void recordsDoNotCountAsReadIfAJobCannotBeRecorded() {
        cluster.records().has(RunTaskRecord.failed("AGENT").toString());
        ports.fail("record");

        assertThat(reconcile("2026-01-31T12:00:00Z").failures()).hasSize(1);
        assertThat(ports.done()).noneMatch(done -> done.startsWith("launches read"));
    }
}
