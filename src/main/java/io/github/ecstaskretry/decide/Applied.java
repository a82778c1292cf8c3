package io.github.ecstaskretry.decide;

import io.github.ecstaskretry.classify.Cause;
import io.github.ecstaskretry.job.Stop;
import io.github.ecstaskretry.policy.Occasion;
import io.github.ecstaskretry.policy.Policy;
import io.github.ecstaskretry.policy.Rule;
import io.github.ecstaskretry.policy.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What says whether a failure is tried again: a rule, else the catalogue, else the policy's {@code otherwise}.
 *
 * @param source the rule that took the stop; null: none did
 * @param rule the rule's name, or one of the names in parentheses of {@link Ruling}
 * @param verdict retry or fail
 * @param intentional whether failing means that somebody wanted it so
 * @param because a sentence
 */
record Applied(@Nullable Rule source, String rule, Verdict verdict, boolean intentional, String because) {

    static Applied to(Occasion occasion, Policy policy) {
        if (occasion.stop() instanceof Stop.LaunchFailure launch && launch.aborted()) {
            return byCatalogue(Verdict.FAIL, true, "No rule brings back what somebody has stopped.");
        }
        for (Rule rule : policy.rules()) {
            if (rule.when().holds(occasion)) {
                return byRule(rule);
            }
        }
        Cause cause = occasion.cause();
        return switch (cause.kind()) {
            case TRANSIENT -> byCatalogue(Verdict.RETRY, false, "Such failures pass.");
            case PERMANENT -> byCatalogue(Verdict.FAIL, false, "Trying again unchanged would fail the same way.");
            case INTENTIONAL -> byCatalogue(Verdict.FAIL, true, "It was stopped on purpose.");
            case AMBIGUOUS -> byOtherwise(policy.otherwise());
            case SUCCESS -> throw new IllegalArgumentException("a success is not a failure: " + cause.id());
        };
    }

    /** Whether the attempt uses up the policy's {@code attempts}. */
    boolean counted() {
        return source == null || source.counted();
    }

    private static Applied byRule(Rule rule) {
        String because = "Rule '" + rule.name() + "' says " + (rule.then() == Verdict.RETRY ? "retry." : "fail.");
        return new Applied(rule, rule.name(), rule.then(), false, because);
    }

    private static Applied byCatalogue(Verdict verdict, boolean intentional, String because) {
        return new Applied(null, Ruling.CATALOGUE, verdict, intentional, because);
    }

    private static Applied byOtherwise(Verdict verdict) {
        String because = "It is not clear whether that would pass, and the policy says otherwise: "
                + (verdict == Verdict.RETRY ? "retry." : "fail.");
        return new Applied(null, Ruling.OTHERWISE, verdict, false, because);
    }
}
