package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.RunTaskRecord;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A task that nobody declares and no rule launched stops at 12:00; its retry waits for CloudTrail. */
class HeldRetriesTest {

    private static final String JOB = TaskEvent.TASK_ID;
    private static final String POLICY = """
            version: 1
            policies:
              - name: any
                otherwise: retry
                deadline: 6h
                backoff: {interval: 10s, jitter: none}
                announce: [UNLAUNCHABLE, EXPIRED]
            """;

    private final MemoryPorts ports = new MemoryPorts();
    private final MemoryCluster cluster = new MemoryCluster(ports);

    private Reconciled reconcile(String time) {
        return cluster.reconcile(POLICY, time);
    }

    private void stops(TaskEvent event) {
        ports.at("2026-01-31T12:00:01Z");
        ports.useCase(POLICY).handle(event.task());
    }

    private RecordedDecision last() {
        return ports.records().getLast().decision();
    }

    @Test
    void isRecordedAndNotStarted() {
        stops(TaskEvent.exited(1));

        RecordedDecision.Retry retry = (RecordedDecision.Retry) last();
        assertThat(retry.held()).isEqualTo(new Held(Held.Reason.LAUNCH_UNKNOWN, Instant.parse("2026-01-31T12:00:01Z")));
        assertThat(ports.done()).containsExactly("record " + JOB + "-1");
    }

    @Test
    void aRepeatedEventDoesNotReleaseIt() {
        stops(TaskEvent.exited(1));
        stops(TaskEvent.exited(1));

        assertThat(ports.done()).containsExactly("record " + JOB + "-1", "record " + JOB + "-1");
    }

    @Test
    void isReleasedWhenCloudTrailHasTheLaunch() {
        stops(TaskEvent.exited(1).environment("app", "TOKEN", "s3cret"));
        cluster.knows(TaskEvent.exited(1).environment("app", "TOKEN", "s3cret"));
        assertThat(reconcile("2026-01-31T12:05:00Z").found()).isEmpty();
        cluster.records().has(RunTaskRecord.launched().withHiddenEnvironment().toString());

        Reconciled reconciled = reconcile("2026-01-31T12:10:00Z");

        assertThat(reconciled.found()).isEqualTo(Map.of(Finding.HELD_RETRY, 1));
        assertThat(cluster.records().asked()).containsExactly("11:48:00 to 11:52:00", "11:48:00 to 11:52:00");
        assertThat(ports.requestOf(JOB + "-2").network())
                .isEqualTo(new Network(List.of("subnet-0c"), List.of("sg-0c"), true));
        assertThat(ports.inputOf(JOB + "-2")).contains("s3cret");
        RecordedDecision.Retry retry = (RecordedDecision.Retry) last();
        assertThat(retry.held()).isNull();
        assertThat(retry.launchSource()).isEqualTo("cloudtrail");
    }

    @Test
    void theNextRoundRepairsACrashAfterTheRelease() {
        stops(TaskEvent.exited(1));
        cluster.records().has(RunTaskRecord.launched().toString());
        ports.fail("launch");
        assertThat(reconcile("2026-01-31T12:05:00Z").failures()).hasSize(1);
        ports.fail("nothing");

        assertThat(reconcile("2026-01-31T12:10:00Z").found()).isEqualTo(Map.of(Finding.LOST_LAUNCH, 1));
        assertThat(ports.requestOf(JOB + "-2").network()).isNotNull();
    }

    @Test
    void aRepeatedEventAfterTheReleaseStartsTheSame() {
        stops(TaskEvent.exited(1));
        cluster.records().has(RunTaskRecord.launched().toString());
        reconcile("2026-01-31T12:05:00Z");
        String input = ports.inputOf(JOB + "-2");

        stops(TaskEvent.exited(1));

        assertThat(ports.inputOf(JOB + "-2")).isEqualTo(input);
    }

    @Test
    void endsUnlaunchableAfterAnHourAndSaysWhatToDeclare() {
        stops(TaskEvent.exited(1));
        reconcile("2026-01-31T13:00:00Z");
        assertThat(ports.records()).hasSize(1);

        assertThat(reconcile("2026-01-31T13:00:02Z").found()).isEqualTo(Map.of(Finding.UNKNOWN_LAUNCH, 1));

        assertThat(((RecordedDecision.End) last()).outcome()).isEqualTo(Outcome.UNLAUNCHABLE);
        assertThat(ports.records().getLast().ruling().cause()).isEqualTo("launch-unknown");
        assertThat(ports.records().getLast().ruling().why())
                .contains(
                        "CloudTrail's event history did not have the launch within 60 minutes.",
                        "Declare network: {subnets: […], securityGroups: […]} in policy 'any'.");
        assertThat(reconcile("2026-01-31T13:05:00Z").found()).isEmpty();
    }

    @Test
    void aPauseKeepsWhatCloudTrailAnswered() {
        stops(TaskEvent.exited(1));
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        ports.changePauses(
                List.of(),
                List.of(new Pause(Pause.ALL, "ada", noon, noon.plusSeconds(3 * 3600), "the registry is down")));
        cluster.records().has(RunTaskRecord.launched().toString());
        assertThat(reconcile("2026-01-31T12:10:00Z").found()).isEmpty();
        cluster.records().fails(new IllegalStateException("throttled"));

        assertThat(reconcile("2026-01-31T15:05:00Z").found()).isEqualTo(Map.of(Finding.PAUSED_RETRY, 1));
        assertThat(ports.requestOf(JOB + "-2").network()).isNotNull();
    }

    @Test
    void endsAtTheDeadline() {
        ports.at("2026-01-31T12:00:01Z");
        String soon = POLICY.replace("6h", "15m");
        ports.useCase(soon).handle(TaskEvent.exited(1).task());

        reconcile("2026-01-31T12:05:01Z");

        assertThat(((RecordedDecision.End) last()).outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void aRecordWithoutParametersDoesNotCountAsAnAnswer() {
        stops(TaskEvent.exited(1));
        cluster.records()
                .has(RunTaskRecord.launched()
                        .with(record -> record.putObject("requestParameters"))
                        .toString());
        reconcile("2026-01-31T12:05:00Z");
        reconcile("2026-01-31T13:01:00Z");

        assertThat(ports.records().getLast().ruling().why())
                .contains("CloudTrail's record of the launch does not have its parameters.");
    }

    @Test
    void aDenialDoesNotFailTheRoundAndEndsTheHoldAfterAnHour() {
        stops(TaskEvent.exited(1));
        cluster.records().fails(new LaunchRecords.DeniedException(new IllegalStateException("AccessDenied")));

        Reconciled denied = reconcile("2026-01-31T12:05:00Z");
        reconcile("2026-01-31T13:01:00Z");

        assertThat(denied.whole()).isTrue();
        assertThat(denied.skipped()).containsExactly("AWS denies this deployment cloudtrail:LookupEvents");
        assertThat(ports.records().getLast().ruling().why()).contains("cloudtrail:LookupEvents.");
    }

    @Test
    void aThrottledLookupStopsNothingElseAndTheHoldStillEnds() {
        stops(TaskEvent.exited(1));
        cluster.records().fails(new IllegalStateException("throttled"));

        Reconciled throttled = reconcile("2026-01-31T12:05:00Z");
        assertThat(throttled.throttled()).containsExactly(Stage.HELD_RETRIES);
        assertThat(throttled.whole()).isTrue();

        reconcile("2026-01-31T13:01:00Z");
        assertThat(((RecordedDecision.End) last()).outcome()).isEqualTo(Outcome.UNLAUNCHABLE);
    }

    @Test
    void theTrueStopSupersedesTheEndOfAHold() {
        stops(TaskEvent.exited(1));
        reconcile("2026-01-31T13:01:00Z");

        ports.useCase(POLICY)
                .handle(TaskEvent.exited(0).asAttempt(JOB, 2, "second").task());

        RecordedAttempt second = ports.records().getLast();
        assertThat(second.superseded()).isNotNull();
        assertThat(second.superseded().cause()).isEqualTo("launch-unknown");
    }

    @Test
    void manyThatStartedTogetherShareTheirLookups() {
        for (int i = 0; i < 3; i++) {
            stops(TaskEvent.exited(1).task("task" + i));
            cluster.records()
                    .has(RunTaskRecord.launched(TaskEvent.TASK_ARN.replace(TaskEvent.TASK_ID, "task" + i))
                            .toString());
        }

        assertThat(reconcile("2026-01-31T12:05:00Z").found()).isEqualTo(Map.of(Finding.HELD_RETRY, 3));
        assertThat(cluster.records().asked()).hasSize(2);
    }

    @Test
    void nothingIsHeldWithoutThePermission() {
        ports.learnsFrom(new LaunchLearning(List.of()));
        stops(TaskEvent.exited(1));

        assertThat(((RecordedDecision.End) last()).outcome()).isEqualTo(Outcome.UNLAUNCHABLE);
    }

    @Test
    void aTaskThatNeedsNothingIsNotHeld() {
        ports.at("2026-01-31T12:00:01Z");
        assertThatIllegalStateException().isThrownBy(() -> {
            ports.fail("launch");
            ports.useCase(POLICY.replace("otherwise: retry", "otherwise: retry\n    network: {subnets: [subnet-0a]}"))
                    .handle(TaskEvent.exited(1).task());
        });
        assertThat(((RecordedDecision.Retry) last()).held()).isNull();
    }
}
