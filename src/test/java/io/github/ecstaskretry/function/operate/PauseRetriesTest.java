package io.github.ecstaskretry.function.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.event.Command;
import io.github.ecstaskretry.function.retry.MemoryCluster;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Retries of the family are paused at 11:55; a task fails at 12:00. */
class PauseRetriesTest {

    private static final String JOB = TaskEvent.TASK_ID;
    private static final String POLICY =
            TestPolicies.patientWith("otherwise: retry", "deadline: 6h", "announce: [EXPIRED, FAILED, RECOVERED]");
    private static final String SCOPE = "family/etl";

    private final MemoryPorts ports = new MemoryPorts();
    private final MemoryCluster cluster = new MemoryCluster(ports);
    private final MemoryOperator ada = new MemoryOperator(ports, cluster, POLICY);

    private Answered pause(String until) {
        return ada.gives("2026-01-31T11:55:00Z", new Command.PauseScope(SCOPE, until));
    }

    private void failed() {
        ports.at("2026-01-31T12:00:01Z");
        ports.useCase(POLICY)
                .handle(TaskEvent.exited(1)
                        .environment("app", "TOKEN", "s3cret")
                        .task());
    }

    private RecordedAttempt last() {
        return ports.records().getLast();
    }

    @Test
    void aRetryIsRecordedAndHeldAndItsValuesAreKept() {
        Answered answer = pause(null);
        failed();

        assertThat(answer.done()).isTrue();
        assertThat(answer.message())
                .startsWith("Retries of family/etl are paused by " + MemoryOperator.ADA
                        + " since 2026-01-31T11:55:00Z: wrong input");
        assertThat(answer.details()).containsEntry("scope", SCOPE).containsEntry("since", "2026-01-31T11:55:00.000Z");
        assertThat(((Retry) last().decision()).held())
                .isEqualTo(new Held(Held.Reason.PAUSED, Instant.parse("2026-01-31T12:00:01Z")));
        assertThat(last().ruling().why()).contains("Retries of family/etl are paused by");
        assertThat(ports.done()).doesNotContain("launch " + JOB + "-2").contains("stop " + JOB + "-2-held");
        assertThat(ports.records().toString()).doesNotContain("s3cret");
    }

    @Test
    void otherScopesGoOnAndEndsAreAnnounced() {
        ada.gives("2026-01-31T11:55:00Z", new Command.PauseScope("family/web", null));
        ada.gives("2026-01-31T11:55:00Z", new Command.PauseScope("cluster/prod", null));
        failed();
        assertThat(((Retry) last().decision()).held()).isNotNull();

        ports.useCase(POLICY)
                .handle(TaskEvent.neverStarted("CannotPullContainerError: example/app:1: not found")
                        .task("other")
                        .task());

        assertThat(ports.done()).contains("announce other-1 after 0");
    }

    @Test
    void aPolicyThatDoesNotExistIsNotPaused() {
        Answered answer = ada.gives("2026-01-31T11:55:00Z", new Command.PauseScope("policy/patent", null));

        assertThat(answer.done()).isFalse();
        assertThat(answer.message()).isEqualTo("The function has no policy 'patent', did you mean 'patient'?");
        assertThat(answer.advice()).startsWith("Name one of its policies: patient");
        assertThat(ada.gives("2026-01-31T11:55:00Z", new Command.PauseScope("policy/patient", null))
                        .done())
                .isTrue();
    }

    @Test
    void resumeReleasesWithTheValuesSpreadOverAMinute() {
        pause(null);
        failed();

        Answered answer = ada.gives("2026-01-31T15:00:00Z", new Command.ResumeScope(SCOPE));

        assertThat(answer.done()).isTrue();
        assertThat(answer.details()).containsEntry("released", 1).containsEntry("releasing", 0);
        Retry retry = (Retry) ports.records().getFirst().decision();
        assertThat(retry.held()).isNull();
        assertThat(retry.orders().released().by()).isEqualTo(MemoryOperator.ADA);
        assertThat(retry.notBefore())
                .isBetween(Instant.parse("2026-01-31T15:00:00Z"), Instant.parse("2026-01-31T15:01:00Z"));
        assertThat(ports.inputOf(JOB + "-2")).contains("s3cret");
        assertThat(ada.gives("2026-01-31T15:00:10Z", new Command.ResumeScope(SCOPE))
                        .message())
                .isEqualTo(
                        "There was no pause of retries of family/etl; 'ecs-retry paused' lists the pauses. No held retry starts.");
    }

    @Test
    void aPauseThatEndsByItselfIsLiftedByTheNextRound() {
        pause("2026-01-31T14:00:00Z");
        failed();

        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T13:55:00Z")).isEmpty();
        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T14:00:00Z")).containsExactly("PAUSED_RETRY");

        assertThat(ports.inputOf(JOB + "-2")).contains("s3cret");
    }

    @Test
    void aRetryThatAnotherPauseHoldsStays() {
        pause(null);
        ada.gives("2026-01-31T11:56:00Z", new Command.PauseScope("all", null));
        failed();

        assertThat(ada.gives("2026-01-31T15:00:00Z", new Command.ResumeScope(SCOPE))
                        .details())
                .containsEntry("released", 0);
        assertThat(ada.gives("2026-01-31T15:00:00Z", new Command.ResumeScope("all"))
                        .details())
                .containsEntry("released", 1);
    }

    @Test
    void aHeldRetryEndsAtTheDeadline() {
        pause(null);
        failed();

        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T18:00:01Z")).containsExactly("UNKNOWN_LAUNCH");

        assertThat(((RecordedDecision.End) last().decision()).outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(ports.done()).contains("announce " + JOB + "-2 after 1");
    }

    @Test
    void aHeldRetryCanBeCancelledAndHurried() {
        pause(null);
        failed();
        ports.useCase(POLICY).handle(TaskEvent.exited(1).task("other").task());

        assertThat(ada.gives("2026-01-31T15:00:00Z", new Command.RetryNow(JOB)).message())
                .isEqualTo("Attempt 2 of job " + JOB + " is launched now instead of after the pause.");
        assertThat(ada.gives("2026-01-31T15:00:00Z", new Command.Cancel("other"))
                        .done())
                .isTrue();

        assertThat(ports.inputOf(JOB + "-2-now")).contains("s3cret");
        assertThat(((RecordedDecision.End) last().decision()).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void theSamePauseStandsAndAnotherEndReplacesIt() {
        pause(null);

        assertThat(ada.gives("2026-01-31T11:58:00Z", new Command.PauseScope(SCOPE, null))
                        .message())
                .startsWith("Nothing changes.");
        pause("2026-01-31T14:00:00Z");

        assertThat(ports.read().pauses())
                .extracting(Pause::until)
                .containsExactly(Instant.parse("2026-01-31T14:00:00Z"));
    }

    @Test
    void refusesAnUnknownScopeAndABadTime() {
        Answered scope = ada.gives("2026-01-31T11:55:00Z", new Command.PauseScope("job/1", null));
        Answered time = ada.gives("2026-01-31T11:55:00Z", new Command.PauseScope(SCOPE, "tomorrow"));

        assertThat(scope.message()).isEqualTo("'job/1' is not a scope.");
        assertThat(scope.done()).isFalse();
        assertThat(time.message()).isEqualTo("The pause would end at 'tomorrow', which is no time in the future.");
        assertThat(ports.read().pauses()).isEmpty();
    }
}
