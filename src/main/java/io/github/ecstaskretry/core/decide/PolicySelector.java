package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.Match.Candidate;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the policy of a task, and reads the task's tags where they are needed: only when a policy asks, and only when something
 * will come of it.
 */
public final class PolicySelector {

    private final PolicySet policies;
    private final Decider decider;
    private final TaskTags taskTags;

    public PolicySelector(PolicySet policies, Decider decider, TaskTags taskTags) {
        this.policies = policies;
        this.decider = decider;
        this.taskTags = taskTags;
    }

    /** Where tags are read from when nobody knows them. */
    public TaskTags taskTags() {
        return taskTags;
    }

    /** Empty when no policy matches. */
    public Optional<AdoptedTask> adopt(EndedAttempt task, AttemptId attempt, JobHistory history) {
        return adopt(task, attempt, history, taskTags);
    }

    /** The same with tags from somewhere else. */
    public Optional<AdoptedTask> adopt(EndedAttempt task, AttemptId attempt, JobHistory history, TaskTags tags) {
        if (attempt.isFirst() && task instanceof StoppedTask first) {
            return adoptFirst(first, tags);
        }
        return adoptedBefore(history)
                .or(() -> policies.adopting(RuleInputs.candidate(task, history), history.tags()))
                .map(policy -> new AdoptedTask(policy, history.tags()));
    }

    /** A job stays with its policy for as long as the deployment has one of that name. */
    private Optional<Policy> adoptedBefore(JobHistory history) {
        return history.policy()
                .flatMap(name -> policies.policies().stream()
                        .filter(policy -> policy.name().equals(name))
                        .findFirst());
    }

    private Optional<AdoptedTask> adoptFirst(StoppedTask task, TaskTags source) {
        Candidate candidate = RuleInputs.candidate(task, JobHistory.NONE);
        Optional<Policy> likely = policies.adoptingWithoutTags(candidate);
        if (likely.isEmpty()) {
            return Optional.empty();
        }
        if (!tagsAreNeeded(task, likely.get())) {
            return Optional.of(new AdoptedTask(likely.get(), Map.of()));
        }
        Map<String, String> tags = source.of(task);
        return policies.adopting(candidate, tags).map(policy -> new AdoptedTask(policy, tags));
    }

    /**
     * A success that nobody is told of is recorded in one call: a policy that matches by tags then takes it on its other
     * conditions.
     */
    private boolean tagsAreNeeded(StoppedTask task, Policy policy) {
        if (decider.isSuccess(task, policy)) {
            return policy.match().needsTags() && policy.announce().contains(Outcome.SUCCEEDED);
        }
        return policy.match().needsTags()
                || policy.rulesNeedTags()
                || policy.launch().copyTags();
    }
}
