package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Events and launches that come late. */
class LateEventsTest extends StoppedTasksFixture {

    @Test
    void theRecordKeepsWhenTheEventWasReceivedAndTheDeadline() {
        ports.at("2026-01-31T12:00:02Z");
        function("deadline: 6h").handle(FAILED);

        assertThat(last().receivedAt()).isEqualTo(Instant.parse("2026-01-31T12:00:02Z"));
        assertThat(((RecordedDecision.Retry) last().decision()).notAfter())
                .isEqualTo(Instant.parse("2026-01-31T17:50:00.500Z"));
        assertThat(ports.inputOf(JOB + "-2")).contains("\"notAfter\":\"2026-01-31T17:50:00.500Z\"");
    }

    @Test
    void withoutADeadlineTheExecutionHasNone() {
        function("deadline: none").handle(FAILED);

        assertThat(ports.inputOf(JOB + "-2")).doesNotContain("notAfter");
    }

    @Test
    void aRetryIsLaunchedUntilTheDeadlineAndExpiresAfterIt() {
        ports.at("2026-01-31T17:50:00.500Z");
        function("deadline: 6h").handle(FAILED);
        assertThat(launched(2)).isTrue();

        ports.forget();
        ports.at("2026-01-31T17:50:00.501Z");
        function("deadline: 6h").handle(FAILED);
        assertThat(outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(last().ruling().why()).endsWith("The event was received after the deadline of 6h.");
        assertThat(announced()).isTrue();
    }

    @Test
    void theDeadlineCountsFromTheFirstTask() {
        function("deadline: 6h").handle(FAILED);
        ports.at("2026-01-31T18:00:00Z");
        function("deadline: 6h").handle(SECOND_FAILED);

        assertThat(outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(launched(3)).isFalse();
    }

    @Test
    void aFirstAttemptThatIsTooOldExpiresWithoutANotice() {
        ports.at("2026-01-31T14:00:00.001Z");
        function("staleAfter: 2h", "deadline: none").handle(FAILED);

        assertThat(outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(last().ruling().rule()).isEqualTo(Ruling.STALE);
        assertThat(last().ruling().why()).contains("more than 2h (staleAfter)");
        assertThat(ports.done()).containsExactly("record " + JOB + "-1");
    }

    @Test
    void retriesAFirstAttemptThatIsJustYoungEnough() {
        ports.at("2026-01-31T14:00:00Z");
        function("staleAfter: 2h").handle(FAILED);

        assertThat(launched(2)).isTrue();
    }

    @Test
    void aSuccessThatIsTooOldIsASuccessUnannounced() {
        ports.at("2026-03-01T00:00:00Z");
        function("announce: [SUCCEEDED]").handle(TaskEvent.exited(0).task());

        assertThat(outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(announced()).isFalse();
    }

    @Test
    void aTaskThatStoppedBeforeTheDeploymentIsNotRetried() {
        ports.adoptSince("2026-01-31T12:00:00.001Z");
        function().handle(FAILED);

        assertThat(outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(last().ruling().rule()).isEqualTo(Ruling.BEFORE_DEPLOYMENT);
        assertThat(last().ruling().why()).contains("before this deployment began to adopt tasks");
        assertThat(announced()).isFalse();
    }

    @Test
    void aJobOnRecordGoesOnHoweverOldItsAttemptIs() {
        function("deadline: none", "attempts: 5").handle(FAILED);
        ports.at("2026-03-01T00:00:00Z");
        function("deadline: none", "attempts: 5").handle(SECOND_FAILED);

        assertThat(launched(3)).isTrue();
    }

    @Test
    void theControlItemIsReadForAFailureThatAPolicyAdoptedOnly() {
        function().handle(TaskEvent.exited(0).task());
        function("match: {cluster: [other]}").handle(FAILED);
        assertThat(ports.controlReads()).isZero();

        ports.forget();
        function().handle(FAILED);
        assertThat(ports.controlReads()).isEqualTo(1);
    }

    @Test
    void anAttemptAfterTheEndOfItsJobIsRecordedAndChangesNothing() {
        function("attempts: 1").handle(FAILED);
        function("attempts: 5").handle(SECOND_FAILED);

        assertThat(last().ruling().rule()).isEqualTo(Ruling.STRAY);
        assertThat(outcome()).isEqualTo(Outcome.EXHAUSTED);
        assertThat(launched(3)).isFalse();
        assertThat(announced()).isFalse();
    }

    @Test
    void aLaunchThatIsTooLateExpires() {
        function().handle(FAILED);
        launchFails("TooLate");

        assertThat(last().ruling().cause()).isEqualTo("too-late");
        assertThat(outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(announced()).isTrue();
    }

    @Test
    void aLaunchInADeniedClusterEndsTheJob() {
        function().handle(FAILED);
        ports.deny();
        launchFails("Ecs.AccessDeniedException");

        assertThat(last().ruling().cause()).isEqualTo("launch-unverified");
        assertThat(last().stop().toString()).contains("AWS denies", "Ecs.AccessDeniedException: no");
        assertThat(outcome()).isEqualTo(Outcome.FAILED);
        assertThat(launched(3)).isFalse();
    }

    @Test
    void aLaunchInDoubtWhoseClusterWasDeletedEndsTheJobUntilItsTrueEndArrives() {
        function().handle(FAILED);
        ports.deleteClusters();
        ports.failedLaunches(TestPolicies.patientWith("otherwise: retry"))
                .handle(LaunchEvent.timedOut(ports.inputOf(JOB + "-2")).end());

        assertThat(last().ruling().cause()).isEqualTo("launch-unverified");
        assertThat(last().stop().toString()).contains("cluster/prod does not exist any more");
        assertThat(outcome()).isEqualTo(Outcome.FAILED);

        function("attempts: 1").handle(SECOND_FAILED);

        assertThat(last().ruling().cause()).isEqualTo("app-exit");
        assertThat(outcome()).isEqualTo(Outcome.EXHAUSTED);
    }

    @Test
    void aLaunchThatEcsRefusedKeepsItsCauseWhenTheClusterIsDeleted() {
        function().handle(FAILED);
        ports.deleteClusters();
        launchFails("Ecs.ClusterNotFoundException");

        assertThat(last().ruling().cause()).isEqualTo("cluster-missing");
    }

    /** The state machine reports that error of the second attempt's launch. */
    private void launchFails(String error) {
        String cause = "{\"error\":\"" + error + "\",\"cause\":\"no\"}";
        ports.failedLaunches(TestPolicies.patientWith("otherwise: retry"))
                .handle(LaunchEvent.failed(ports.inputOf(JOB + "-2"), "LaunchFailed", cause)
                        .end());
    }
}
