package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.Match.Candidate;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Selects the policy of an attempt. Reads the task's tags only if a policy needs them and the task needs a decision. */
public final class PolicySelector {

    private final List<Policy> policies;
    private final Decider decider;

    public PolicySelector(PolicySet policies, Decider decider) {
        this.policies = policies.policies();
        this.decider = decider;
    }

    /**
     * The result of a selection.
     *
     * @param policy null if no policy matches
     * @param tags the task's tags; empty if they were not needed
     * @param policies the evaluation of each policy, in the file's order; empty for a job that stays with its policy
     */
    public record PolicySelection(@Nullable Policy policy, Map<String, String> tags, List<RuleEvaluation> policies) {}

    /**
     * Selects the policy.
     *
     * @param source gives the tags of a task
     */
    public PolicySelection select(EndedAttempt task, AttemptId attempt, JobHistory history, TaskTags source) {
        if (attempt.isFirst() && task instanceof StoppedTask first) {
            return selectFirst(first, source);
        }
        return stayingPolicy(history)
                .map(policy -> new PolicySelection(policy, history.tags(), List.of()))
                .orElseGet(() -> evaluate(Situation.candidate(task, history), history.tags()));
    }

    /** A job stays with its policy for as long as the file has one of that name. */
    private Optional<Policy> stayingPolicy(JobHistory history) {
        return history.policy()
                .flatMap(name -> policies.stream()
                        .filter(policy -> policy.name().equals(name))
                        .findFirst());
    }

    private PolicySelection selectFirst(StoppedTask task, TaskTags source) {
        Candidate candidate = Situation.candidate(task, JobHistory.NONE);
        PolicySelection likely = evaluate(candidate, null);
        return likely.policy() != null && needsTags(task, likely.policy())
                ? evaluate(candidate, source.of(task))
                : likely;
    }

    /**
     * Evaluates the policies in order.
     *
     * @param tags null to leave the conditions on tags out
     */
    private PolicySelection evaluate(Candidate candidate, @Nullable Map<String, String> tags) {
        List<RuleEvaluation> evaluations = RuleEvaluation.inOrder(
                policies, Policy::name, policy -> policy.match().misses(candidate, tags));
        return new PolicySelection(
                RuleEvaluation.matched(evaluations, policies).orElse(null),
                tags == null ? Map.of() : tags,
                evaluations);
    }

    /** A success that is not announced takes one call: a policy that matches by tags then takes it by its other conditions. */
    private boolean needsTags(StoppedTask task, Policy policy) {
        if (decider.isSuccess(task, policy)) {
            return policy.match().needsTags() && policy.announce().contains(Outcome.SUCCEEDED);
        }
        return policy.match().needsTags()
                || policy.rulesNeedTags()
                || policy.launch().copyTags();
    }
}
