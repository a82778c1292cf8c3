package io.github.ecstaskretry.decide;

import io.github.ecstaskretry.classify.Cause;
import io.github.ecstaskretry.job.Stop;
import io.github.ecstaskretry.policy.Occasion;
import io.github.ecstaskretry.policy.Policy;
import io.github.ecstaskretry.policy.Rule;
import io.github.ecstaskretry.policy.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What says whether a failure is tried again: a rule, else the catalogue, else the policy's {@code otherwise}.
 *
 * @param source the rule that took the stop; null: none did
 * @param rule the rule's name, or one of the names in parentheses of {@link Ruling}
 * @param verdict retry or fail
 * @param failed the outcome that failing means
 * @param because a sentence
 */
record Applied(@Nullable Rule source, String rule, Verdict verdict, Outcome failed, String because) {

    static Applied to(Occasion occasion, Policy policy) {
        return beyondRules(occasion.stop()).orElseGet(() -> byRules(occasion, policy));
    }

    private static Applied byRules(Occasion occasion, Policy policy) {
        for (Rule rule : policy.rules()) {
            if (rule.when().holds(occasion)) {
                return byRule(rule);
            }
        }
        Cause cause = occasion.cause();
        return switch (cause.kind()) {
            case TRANSIENT -> byCatalogue(Verdict.RETRY, Outcome.FAILED, "Such failures pass.");
            case PERMANENT ->
                byCatalogue(Verdict.FAIL, Outcome.FAILED, "Trying again unchanged would fail the same way.");
            case INTENTIONAL -> byCatalogue(Verdict.FAIL, Outcome.CANCELLED, "It was stopped on purpose.");
            case AMBIGUOUS -> byOtherwise(policy.otherwise());
            case SUCCESS -> throw new IllegalArgumentException("a success is not a failure: " + cause.id());
        };
    }

    /** What no rule is asked about; empty for everything else. */
    private static Optional<Applied> beyondRules(Stop stop) {
        return switch (stop instanceof Stop.LaunchFailure launch ? launch.error() : null) {
            case Stop.LaunchFailure.ABORTED ->
                ended(Outcome.CANCELLED, "No rule brings back what somebody has stopped.");
            case Stop.LaunchFailure.TASK_LOST ->
                ended(Outcome.FAILED, "It may have done its work, so that no rule runs it again.");
            case Stop.LaunchFailure.VALUES_LOST ->
                ended(Outcome.UNLAUNCHABLE, "Without them it would be another task.");
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Applied> ended(Outcome outcome, String because) {
        return Optional.of(byCatalogue(Verdict.FAIL, outcome, because));
    }

    /** Whether the attempt uses up the policy's {@code attempts}. */
    boolean counted() {
        return source == null || source.counted();
    }

    private static Applied byRule(Rule rule) {
        String because = "Rule '" + rule.name() + "' says " + (rule.then() == Verdict.RETRY ? "retry." : "fail.");
        return new Applied(rule, rule.name(), rule.then(), Outcome.FAILED, because);
    }

    private static Applied byCatalogue(Verdict verdict, Outcome failed, String because) {
        return new Applied(null, Ruling.CATALOGUE, verdict, failed, because);
    }

    private static Applied byOtherwise(Verdict verdict) {
        String because = "It is not clear whether that would pass, and the policy says otherwise: "
                + (verdict == Verdict.RETRY ? "retry." : "fail.");
        return new Applied(null, Ruling.OTHERWISE, verdict, Outcome.FAILED, because);
    }
}
