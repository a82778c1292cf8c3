package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Duration;
import java.util.Optional;

/** How many attempts a job has left, and how long it waits for the next one. */
final class RetryLimits {

    private final AttemptId attempt;
    private final Policy policy;
    private final RuleMatch match;
    private final Backoff backoff;
    private final int endedByRule;
    private final int counted;
    private final int retry;

    RetryLimits(Situation situation, RuleMatch match) {
        JobHistory alike = situation.history().like(situation.ended().stop());
        Rule rule = match.rule();
        Backoff own = rule == null ? null : rule.backoff();
        this.attempt = situation.attempt();
        this.policy = situation.policy();
        this.match = match;
        this.backoff = own == null ? policy.backoff() : own;
        this.endedByRule = alike.endedBy(match.name()) + 1;
        this.counted = alike.counted() + 1;
        // A rule with a backoff of its own, or one that is not counted, has its own count of retries.
        this.retry = own != null || !match.counted() ? endedByRule : counted;
    }

    /** A sentence that names the limit that is reached; empty if another attempt may follow. */
    Optional<String> spent() {
        if (attempt.number() >= AttemptId.MAX_NUMBER) {
            return Optional.of("A job never has more than " + AttemptId.MAX_NUMBER + " tasks.");
        }
        Rule rule = match.rule();
        if (rule != null && rule.attempts() != null && endedByRule >= rule.attempts()) {
            return Optional.of("The " + rule.attempts() + " attempts of rule '" + rule.name() + "' are spent.");
        }
        if (match.counted() && counted >= policy.attempts()) {
            return Optional.of("The " + policy.attempts() + " attempts of policy '" + policy.name() + "' are spent.");
        }
        return Optional.empty();
    }

    /** The delay before the next attempt. {@code unit} is the jitter's number, from 0 inclusive to 1 exclusive. */
    Duration delay(double unit) {
        return backoff.delay(retry, unit);
    }

    Duration longestDelay() {
        return backoff.longestDelay(retry);
    }
}
