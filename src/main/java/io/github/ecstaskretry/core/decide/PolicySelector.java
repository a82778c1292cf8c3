package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.Match.Candidate;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Selects the policy of an attempt. Reads the task's tags only if a policy needs them and the task needs a decision. */
public final class PolicySelector {

    private static final String NO_TASK = "The launch made no task, so there are no tags to read.";

    private final List<Policy> policies;
    private final List<Policy> ofOwnJobs;
    private final Decider decider;

    /** Has no fallback for jobs that no policy of the file matches. */
    public PolicySelector(PolicySet policies, Decider decider) {
        this(policies, new PolicySet(List.of()), decider);
    }

    /**
     * Made once.
     *
     * @param policies of the file
     * @param ofOwnJobs the policies for a job that run-job launched and that no policy of the file matches, because its caller waits
     *     for an end
     */
    public PolicySelector(PolicySet policies, PolicySet ofOwnJobs, Decider decider) {
        this.policies = policies.policies();
        this.ofOwnJobs = ofOwnJobs.policies();
        this.decider = decider;
    }

    /**
     * The result of a selection.
     *
     * @param policy null if no policy matches
     * @param retired a sentence that says why the policy launches nothing more for the job; null if it may
     * @param gathered with the task's tags if they were needed
     * @param policies the evaluation of each policy, in the file's order; empty for a job that stays with its policy
     */
    public record PolicySelection(
            @Nullable Policy policy, @Nullable String retired, Gathered gathered, List<RuleEvaluation> policies) {}

    /**
     * Selects the policy. A job with a recorded attempt stays with the policy of that name, even if the file has changed.
     *
     * @param source gives the tags of a task
     */
    public PolicySelection select(EndedAttempt task, JobHistory history, TaskTags source) {
        return history.policy().map(name -> staying(name, history)).orElseGet(() -> adopting(task, source));
    }

    private PolicySelection staying(String name, JobHistory history) {
        Gathered gathered = new Gathered(history.tags(), null, null, null);
        Policy policy = policy(name).orElse(null);
        if (policy == null) {
            String retired = "Policy '" + name + "' is no longer in the policy file, so nothing more is launched.";
            return new PolicySelection(Policy.removed(name), retired, gathered, List.of());
        }
        if (policy.mode() == Mode.OBSERVE && history.carriedOut()) {
            String retired = "Policy '" + name + "' only observes by now, so nothing more is launched.";
            return new PolicySelection(policy.acting(), retired, gathered, List.of());
        }
        return new PolicySelection(policy, null, gathered, List.of());
    }

    /** The policy of that name; empty if the file has none. */
    public Optional<Policy> policy(String name) {
        return Stream.concat(policies.stream(), ofOwnJobs.stream())
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
    }

    /** The names of the policies, in the file's order. */
    public List<String> names() {
        return Stream.concat(policies.stream(), ofOwnJobs.stream())
                .map(Policy::name)
                .distinct()
                .toList();
    }

    private PolicySelection adopting(EndedAttempt task, TaskTags source) {
        PolicySelection selected = adopting(policies, task, source);
        return selected.policy() == null
                        && AttemptId.launchedFirst(task.origin().startedBy())
                ? adopting(ofOwnJobs, task, source)
                : selected;
    }

    /** Unknown tags are not missing tags: they do not make the selection skip a policy that asks for tags. */
    private PolicySelection adopting(List<Policy> candidates, EndedAttempt task, TaskTags source) {
        Candidate candidate = Situation.candidate(task, JobHistory.NONE);
        PolicySelection likely = evaluate(candidates, candidate, null, Gathered.NOTHING);
        if (likely.policy() == null || !needsTags(task, likely.policy())) {
            return likely;
        }
        Gathered gathered = Gathered.of(
                task instanceof StoppedTask stopped ? source.of(stopped) : new TaskTags.UnknownTags(NO_TASK));
        return gathered.tagsUnknown() == null
                ? evaluate(candidates, candidate, gathered.tags(), gathered)
                : evaluate(candidates, candidate, null, gathered);
    }

    /** Evaluates the policies in order. Without tags, leaves the conditions on tags out. */
    private static PolicySelection evaluate(
            List<Policy> candidates, Candidate candidate, @Nullable Map<String, String> tags, Gathered gathered) {
        List<RuleEvaluation> evaluations = RuleEvaluation.inOrder(
                candidates, Policy::name, policy -> policy.match().misses(candidate, tags));
        return new PolicySelection(
                RuleEvaluation.matched(evaluations, candidates).orElse(null), null, gathered, evaluations);
    }

    /** A success that is not announced takes one call: a policy that matches by tags then takes it by its other conditions. */
    private boolean needsTags(EndedAttempt task, Policy policy) {
        if (decider.isSuccess(task, policy)) {
            return policy.match().needsTags() && policy.announce().contains(Outcome.SUCCEEDED);
        }
        return policy.match().needsTags()
                || policy.rulesNeedTags()
                || policy.launch().copyTags();
    }
}
