package io.github.ecstaskretry.core.decide;

import static io.github.ecstaskretry.TestPolicies.PATIENT;
import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The sentences that a person reads, and the numbers behind the delay. */
class ReasonsTest {

    private static final TaskEvent RESET = TaskEvent.neverStarted("CannotPullContainerError: connection reset by peer");

    private static String why(TaskEvent event, int attempt, String policy) {
        return Jobs.decide(event.task(), attempt, policy, JobHistory.NONE)
                .ruling()
                .why();
    }

    @Test
    void aSuccessNamesTheAttemptThatSucceeded() {
        assertThat(why(TaskEvent.exited(0), 1, PATIENT)).isEqualTo("The first attempt did the work.");
        assertThat(why(TaskEvent.exited(0), 2, PATIENT)).isEqualTo("Attempt 2 did the work.");
    }

    @Test
    void theReasonNamesTheRuleAndItsAction() {
        assertThat(why(RESET, 1, patientWith("rules: [{name: pull, when: {cause: image-network}, then: retry}]")))
                .contains("Rule 'pull' says retry.");
        assertThat(why(RESET, 1, patientWith("rules: [{name: pull, when: {cause: image-network}, then: fail}]")))
                .contains("Rule 'pull' says fail.");
    }

    @Test
    void theReasonNamesOtherwiseAndItsAction() {
        assertThat(why(TaskEvent.exited(1), 1, PATIENT)).contains("the policy says otherwise: fail.");
        assertThat(why(TaskEvent.exited(1), 1, patientWith("otherwise: retry")))
                .contains("the policy says otherwise: retry.");
    }

    @Test
    void aRuleWithABackoffOfItsOwnCountsOnlyItsOwnAttempts() {
        String policy = patientWith(
                "attempts: 9",
                "rules: [{name: spot, when: {cause: spot-interruption}, then: retry,"
                        + " backoff: {interval: 7s, rate: 3, jitter: none}}]");
        JobHistory history = Jobs.with(Jobs.after(policy, RESET), RESET.task(), 2, policy);

        Verdict.RunAgain first =
                (Verdict.RunAgain) Jobs.decide(TaskEvent.spotInterrupted().task(), 3, policy, history)
                        .next();
        Verdict.RunAgain second = (Verdict.RunAgain) Jobs.decide(
                        TaskEvent.spotInterrupted().task(),
                        4,
                        policy,
                        Jobs.with(history, TaskEvent.spotInterrupted().task(), 3, policy))
                .next();

        assertThat(first.delay()).isEqualTo(Duration.ofSeconds(7));
        assertThat(second.delay()).isEqualTo(Duration.ofSeconds(21));
    }

    @Test
    void theDelaysOfARetryAreThoseOfItsBackoff() {
        String policy = patientWith("backoff: {interval: 10s, rate: 2, maxDelay: 1m, jitter: equal}");

        Verdict.RunAgain retry = (Verdict.RunAgain)
                Jobs.decide(RESET.task(), 2, policy, Jobs.after(policy, RESET)).next();

        assertThat(retry.shortest()).isEqualTo(Duration.ofSeconds(10));
        assertThat(retry.longest()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void theJittersNumberIsTheSameForEverAndAnotherForEachAttempt() {
        AttemptId first = new AttemptId("0123456789abcdef0123456789abcdef", 1);

        assertThat(JitterUnit.of(first)).isBetween(0.0, Math.nextDown(1.0)).isEqualTo(JitterUnit.of(first));
        assertThat(JitterUnit.of(first)).isNotEqualTo(JitterUnit.of(first.next()));
        assertThat(JitterUnit.of(first)).isNotZero();
    }
}
