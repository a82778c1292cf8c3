package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.cli.ask.lint.PolicyLint.Linted;
import io.github.ecstaskretry.cli.ask.lint.PolicyLint.OwnRule;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.policy.Rule.Action;
import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;

/** Attempts that a policy or a rule declares and that no job can reach. */
final class UnreachableAttempts {

    /** The middle of the jitter. */
    private static final double TYPICAL = 0.5;

    private UnreachableAttempts() {}

    static void check(Linted linted) {
        Policy policy = linted.policy();
        String where = linted.path() + ".deadline";
        deadline(linted, where, "the policy", policy.backoff(), policy.attempts());
        for (OwnRule own : linted.ownRules()) {
            Rule rule = own.rule();
            beyondThePolicy(own);
            beyondTheCondition(own);
            boolean countsApart = rule.backoff() != null || !rule.counted();
            if (rule.attempts() != null && countsApart) {
                Backoff backoff = rule.backoff() == null ? policy.backoff() : rule.backoff();
                deadline(linted, own.path() + ".attempts", "rule '" + rule.name() + "'", backoff, rule.attempts());
            }
        }
    }

    private static void beyondThePolicy(OwnRule own) {
        Rule rule = own.rule();
        int most = own.linted().policy().attempts();
        boolean retries = rule.then() == Action.RETRY && rule.counted();
        if (retries && most == 1) {
            own.warn(
                    "",
                    "never leads to a retry, because the policy allows 1 attempt",
                    "Raise the policy's attempts, or add counted: false to the rule.");
        } else if (retries && rule.attempts() != null && rule.attempts() > most) {
            own.warn(
                    ".attempts",
                    "allows " + rule.attempts() + " attempts, but the policy allows only " + most,
                    "Add counted: false to the rule, or raise the policy's attempts.");
        }
    }

    private static void beyondTheCondition(OwnRule own) {
        Rule rule = own.rule();
        Set<Integer> taken = Coverage.attempts(rule.when().attempt());
        int most = mostTasks(own.linted().policy());
        if (rule.attempts() != null && rule.attempts() > taken.size()) {
            own.warn(
                    ".attempts",
                    "allows " + rule.attempts() + " attempts, but its when.attempt matches only " + taken.size()
                            + " of a job",
                    "Widen when.attempt, or remove attempts.");
        }
        if (!taken.isEmpty() && Collections.min(taken) > most) {
            own.warn(
                    ".when.attempt",
                    "never applies, because a job of this policy has at most " + most + " attempts",
                    "Lower when.attempt, or raise the policy's attempts.");
        }
    }

    /** An upper bound: the counted attempts, and those that each uncounted rule allows. */
    private static int mostTasks(Policy policy) {
        int uncounted = policy.rules().stream()
                .filter(rule -> !rule.counted())
                .mapToInt(rule -> rule.attempts() == null ? AttemptId.MAX_NUMBER : rule.attempts())
                .sum();
        return Math.min(AttemptId.MAX_NUMBER, policy.attempts() + uncounted);
    }

    /** Warns if typical delays alone, without any time for the tasks, go past the policy's deadline. */
    private static void deadline(Linted linted, String where, String whose, Backoff backoff, int attempts) {
        Duration deadline = linted.policy().deadline();
        Duration waited = Duration.ZERO;
        for (int attempt = 2; deadline != null && attempt <= attempts; attempt++) {
            waited = waited.plus(backoff.delay(attempt - 1, TYPICAL));
            if (waited.compareTo(deadline) > 0) {
                linted.warn(
                        where,
                        "The deadline of " + DurationText.format(deadline) + " is too short for the attempts of "
                                + whose
                                + ": with typical delays, attempt " + attempt + " of " + attempts
                                + " would start after it.",
                        "Lengthen the deadline, shorten the backoff, or lower attempts.");
                return;
            }
        }
    }
}
