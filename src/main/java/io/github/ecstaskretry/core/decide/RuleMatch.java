package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.history.Orders;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Otherwise;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.policy.Rule.Action;
import io.github.ecstaskretry.core.policy.RuleInput;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what decides about a failure: a rule, else the kind of the cause, else the policy's {@code otherwise}.
 *
 * @param rule the rule that matched; null if none did
 * @param name the rule's name, or one of the names in parentheses of {@link Ruling}
 * @param outcome of the job, unless it is retried
 * @param because a sentence
 * @param rules the evaluation of each of the policy's rules
 */
record RuleMatch(
        @Nullable Rule rule, String name, Action action, Outcome outcome, String because, List<RuleEvaluation> rules) {

    static RuleMatch of(Situation situation, Cause cause) {
        Policy policy = situation.policy();
        RuleMatch settled = settled(situation, RuleEvaluation.none(policy.rules(), Rule::name));
        if (settled != null) {
            return settled;
        }
        RuleInput input = situation.ruleInput(cause);
        List<RuleEvaluation> rules = RuleEvaluation.inOrder(
                policy.rules(), Rule::name, rule -> rule.when().misses(input));
        return RuleEvaluation.matched(rules, policy.rules())
                .map(rule -> byRule(rule, situation, rules))
                .orElseGet(() -> byCause(cause, policy, input.started(), rules));
    }

    /** The decision on failures that no rule is evaluated for; null for all others. */
    private static @Nullable RuleMatch settled(Situation situation, List<RuleEvaluation> rules) {
        Orders.Order cancel = situation.history().cancelled().orElse(null);
        if (cancel != null) {
            String because = "The job was cancelled " + cancel.phrase() + ".";
            return new RuleMatch(null, Ruling.CANCELLED, Action.FAIL, Outcome.CANCELLED, because, rules);
        }
        String stale = situation.stale();
        if (stale != null) {
            String name = situation.beforeDeployment() ? Ruling.BEFORE_DEPLOYMENT : Ruling.STALE;
            return new RuleMatch(null, name, Action.FAIL, Outcome.EXPIRED, stale, rules);
        }
        String unknown = situation.gathered().tagsUnknown();
        if (unknown != null) {
            String because = unknown + " Policy '" + situation.policy().name() + "' asks for them.";
            return new RuleMatch(null, Ruling.TAGS_UNKNOWN, Action.FAIL, Outcome.UNLAUNCHABLE, because, rules);
        }
        Stop stop = situation.ended().stop();
        return switch (stop instanceof LaunchFailure launch ? launch.error() : null) {
            case LaunchFailure.TOO_LATE ->
                catalogue(Action.FAIL, Outcome.EXPIRED, "Nothing is launched after the job's deadline.", rules);
            case LaunchFailure.UNVERIFIED ->
                catalogue(Action.FAIL, Outcome.FAILED, "It may have made a task, so no rule runs it again.", rules);
            case LaunchFailure.ABORTED ->
                catalogue(Action.FAIL, Outcome.CANCELLED, "No rule restarts what somebody has stopped.", rules);
            case LaunchFailure.TASK_LOST ->
                catalogue(Action.FAIL, Outcome.FAILED, "It may have done its work, so no rule runs it again.", rules);
            case LaunchFailure.VALUES_LOST ->
                catalogue(Action.FAIL, Outcome.UNLAUNCHABLE, "Without them it would be another task.", rules);
            case LaunchFailure.LAUNCH_UNKNOWN ->
                catalogue(Action.FAIL, Outcome.UNLAUNCHABLE, String.valueOf(((LaunchFailure) stop).text()), rules);
            case null, default -> null;
        };
    }

    private static RuleMatch byRule(Rule rule, Situation situation, List<RuleEvaluation> rules) {
        String says = switch (rule.then()) {
            case RETRY -> "retry.";
            case FAIL -> "fail.";
            case SUCCEED -> "that the work is done.";
        };
        Outcome outcome = rule.then() == Action.SUCCEED ? Outcome.success(situation.attempt()) : Outcome.FAILED;
        String because = "Rule '" + rule.name() + "' says " + says;
        return new RuleMatch(rule, rule.name(), rule.then(), outcome, because, rules);
    }

    private static RuleMatch byCause(Cause cause, Policy policy, boolean started, List<RuleEvaluation> rules) {
        return switch (cause.kind()) {
            case TRANSIENT -> catalogue(Action.RETRY, Outcome.FAILED, "Such failures pass.", rules);
            case PERMANENT ->
                catalogue(Action.FAIL, Outcome.FAILED, "Trying again unchanged would fail the same way.", rules);
            case INTENTIONAL -> catalogue(Action.FAIL, Outcome.CANCELLED, "It was stopped on purpose.", rules);
            case AMBIGUOUS -> byOtherwise(policy.otherwise(), started, rules);
            case SUCCESS -> throw new IllegalArgumentException("a success is not a failure: " + cause.id());
        };
    }

    private static RuleMatch byOtherwise(Otherwise otherwise, boolean started, List<RuleEvaluation> rules) {
        boolean retry = switch (otherwise) {
            case RETRY -> true;
            case RETRY_UNSTARTED -> !started;
            case FAIL -> false;
        };
        String because = otherwise == Otherwise.RETRY_UNSTARTED
                ? started
                        ? "A retry may or may not help, and the task may have done a part of its work."
                        : "The task never reached RUNNING, so it did no work."
                : "A retry may or may not help, and the policy says otherwise: " + (retry ? "retry." : "fail.");
        return new RuleMatch(
                null, Ruling.OTHERWISE, retry ? Action.RETRY : Action.FAIL, Outcome.FAILED, because, rules);
    }

    private static RuleMatch catalogue(Action action, Outcome outcome, String because, List<RuleEvaluation> rules) {
        return new RuleMatch(null, Ruling.CATALOGUE, action, outcome, because, rules);
    }

    /** Whether the attempt uses up the policy's {@code attempts}. */
    boolean counted() {
        return rule == null || rule.counted();
    }
}
