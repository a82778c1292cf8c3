package io.github.ecstaskretry.core.decide;

import static io.github.ecstaskretry.TestPolicies.PATIENT;
import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often and how long a job is retried. */
class DeciderLimitsTest extends DeciderFixture {

    @Test
    void theAttemptsIncludeTheFirst() {
        assertThat(decide(TaskEvent.neverStarted(REGISTRY_HICCUP), 2, PATIENT).next())
                .isInstanceOf(Verdict.RunAgain.class);
        assertThat(decide(TaskEvent.neverStarted(REGISTRY_HICCUP), 3, PATIENT).next())
                .isEqualTo(new Verdict.EndJob(Outcome.EXHAUSTED, true));
    }

    @Test
    void anUncountedRuleDoesNotUseUpTheAttemptsAndHasALimitOfItsOwn() {
        String policy = patientWith("rules: [{name: spot, when: {cause: spot-interruption}, then: retry, attempts: 6,"
                + " counted: false}]");

        assertThat(decide(TaskEvent.spotInterrupted(), 5, policy).next()).isInstanceOf(Verdict.RunAgain.class);
        assertThat(decide(TaskEvent.spotInterrupted(), 6, policy).next())
                .isEqualTo(new Verdict.EndJob(Outcome.EXHAUSTED, true));
        assertThat(decide(TaskEvent.spotInterrupted(), 6, policy).ruling().counted())
                .isFalse();
    }

    @Test
    void aRulesOwnBackoffCountsItsOwnAttempts() {
        String policy =
                patientWith("rules: [{name: slow, when: {exitCode: 3}, then: retry, backoff: {interval: 40s}}]");
        JobHistory history = Jobs.after(policy, TaskEvent.neverStarted(REGISTRY_HICCUP));

        Verdict verdict = Jobs.decide(TaskEvent.exited(3).task(), 2, policy, history);

        assertThat(((Verdict.RunAgain) verdict.next()).delay()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aRetryThatWouldStartAfterTheDeadlineExpires() {
        TaskEvent late = TaskEvent.neverStarted(REGISTRY_HICCUP).stoppedAt("2026-01-31T17:49:51Z");
        TaskEvent inTime = TaskEvent.neverStarted(REGISTRY_HICCUP).stoppedAt("2026-01-31T17:49:50Z");

        assertThat(decide(late, 1, PATIENT).next()).isEqualTo(new Verdict.EndJob(Outcome.EXPIRED, true));
        assertThat(decide(inTime, 1, PATIENT).next()).isInstanceOf(Verdict.RunAgain.class);
    }

    @Test
    void theDeadlineRunsFromTheFirstTask() {
        JobHistory history = Jobs.after(PATIENT, TaskEvent.neverStarted(REGISTRY_HICCUP));
        StoppedTask second = TaskEvent.neverStarted(REGISTRY_HICCUP)
                .with(detail -> detail.put("createdAt", "2026-01-31T17:50:00Z"))
                .stoppedAt("2026-01-31T17:55:00Z")
                .task();

        assertThat(Jobs.decide(second, 2, PATIENT, history).next())
                .isEqualTo(new Verdict.EndJob(Outcome.EXPIRED, true));
    }

    @Test
    void aJobNeverHasMoreThanFiftyTasks() {
        String policy = patientWith(
                "deadline: 300d", "rules: [{name: ever, when: {exitCode: 3}, then: retry, counted: false}]");

        assertThat(decide(TaskEvent.exited(3), 49, policy).next()).isInstanceOf(Verdict.RunAgain.class);
        assertThat(decide(TaskEvent.exited(3), 50, policy).next())
                .isEqualTo(new Verdict.EndJob(Outcome.EXHAUSTED, true));
    }
}
