package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.policy.Otherwise;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.policy.Action;
import io.github.ecstaskretry.core.policy.RuleInput;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.Stop;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What says whether a failure is tried again: a rule, else the catalogue, else the policy's {@code otherwise}.
 *
 * @param source the rule that took the stop; null: none did
 * @param rule the rule's name, or one of the names in parentheses of {@link Ruling}
 * @param action what happens
 * @param failed the outcome if the action is to fail
 * @param because a sentence
 */
record RuleMatch(@Nullable Rule source, String rule, Action action, Outcome failed, String because) {

    static RuleMatch to(RuleInput occasion, Policy policy) {
        return beyondRules(occasion.stop()).orElseGet(() -> byRules(occasion, policy));
    }

    private static RuleMatch byRules(RuleInput occasion, Policy policy) {
        for (Rule rule : policy.rules()) {
            if (rule.when().holds(occasion)) {
                return byRule(rule);
            }
        }
        Cause cause = occasion.cause();
        return switch (cause.kind()) {
            case TRANSIENT -> byCatalogue(Action.RETRY, Outcome.FAILED, "Such failures pass.");
            case PERMANENT ->
                byCatalogue(Action.FAIL, Outcome.FAILED, "Trying again unchanged would fail the same way.");
            case INTENTIONAL -> byCatalogue(Action.FAIL, Outcome.CANCELLED, "It was stopped on purpose.");
            case AMBIGUOUS -> byOtherwise(policy, occasion.started());
            case SUCCESS -> throw new IllegalArgumentException("a success is not a failure: " + cause.id());
        };
    }

    /** What no rule is asked about; empty for everything else. */
    private static Optional<RuleMatch> beyondRules(Stop stop) {
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

    private static Optional<RuleMatch> ended(Outcome outcome, String because) {
        return Optional.of(byCatalogue(Action.FAIL, outcome, because));
    }

    /** Whether the attempt uses up the policy's {@code attempts}. */
    boolean counted() {
        return source == null || source.counted();
    }

    private static RuleMatch byRule(Rule rule) {
        String says = switch (rule.then()) {
            case RETRY -> "retry.";
            case FAIL -> "fail.";
            case SUCCEED -> "that the work is done.";
        };
        String because = "Rule '" + rule.name() + "' says " + says;
        return new RuleMatch(rule, rule.name(), rule.then(), Outcome.FAILED, because);
    }

    private static RuleMatch byCatalogue(Action action, Outcome failed, String because) {
        return new RuleMatch(null, Ruling.CATALOGUE, action, failed, because);
    }

    private static RuleMatch byOtherwise(Policy policy, boolean started) {
        boolean retry = switch (policy.otherwise()) {
            case RETRY -> true;
            case RETRY_UNSTARTED -> !started;
            case FAIL -> false;
        };
        String because = policy.otherwise() == Otherwise.RETRY_UNSTARTED
                ? started
                        ? "A retry may or may not help, and the task may have done a part of its work."
                        : "The task never reached RUNNING, so it did no work."
                : "A retry may or may not help, and the policy says otherwise: " + (retry ? "retry." : "fail.");
        return new RuleMatch(
                null, Ruling.OTHERWISE, retry ? Action.RETRY : Action.FAIL, Outcome.FAILED, because);
    }
}
