package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts are left to a job, and how long it waits for the next.
 *
 * @param applied what says retry
 * @param policy the limits
 * @param history the attempts of the same sort before the one that has just failed
 */
record Budget(RuleMatch applied, Policy policy, JobHistory history) {

    /** A sentence that says which limit is reached; empty when another attempt may follow. */
    Optional<String> spent(AttemptId attempt) {
        if (attempt.number() >= AttemptId.MAX_NUMBER) {
            return Optional.of("A job never has more than " + AttemptId.MAX_NUMBER + " tasks.");
        }
        Rule rule = applied.source();
        if (rule != null && rule.attempts() != null && endedByRule() >= rule.attempts()) {
            return Optional.of("The " + rule.attempts() + " attempts of rule '" + rule.name() + "' are spent.");
        }
        if (applied.counted() && counted() >= policy.attempts()) {
            return Optional.of("The " + policy.attempts() + " attempts of policy '" + policy.name() + "' are spent.");
        }
        return Optional.empty();
    }

    /** The delay before the next attempt; a rule with a backoff of its own, or one that is not counted, counts apart. */
    Duration delay(double unit) {
        return backoff().delay(retry(), unit);
    }

    /** Between what the delay lies, whatever the jitter's number. */
    DelayRange delays() {
        return new DelayRange(delay(0), backoff().longestDelay(retry()));
    }

    private Backoff backoff() {
        Backoff own = ownBackoff();
        return own == null ? policy.backoff() : own;
    }

    private int retry() {
        boolean apart = ownBackoff() != null || !applied.counted();
        return apart ? endedByRule() : counted();
    }

    private @Nullable Backoff ownBackoff() {
        Rule rule = applied.source();
        return rule == null ? null : rule.backoff();
    }

    private int endedByRule() {
        return history.endedBy(applied.rule()) + 1;
    }

    private int counted() {
        return history.counted() + 1;
    }
}
