package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.Match.Candidate;
import io.github.ecstaskretry.core.policy.RuleInput;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import java.util.Map;
import java.util.Objects;

/** What policies and rules see of a stopped task. */
public final class RuleInputs {

    private RuleInputs() {}

    /**
     * What a rule sees.
     *
     * @param task the attempt that has ended
     * @param attempt which attempt it was
     * @param history the attempts before this one
     * @param tags the task's, empty when they were not read
     * @param cause what the catalogue makes of the stop
     */
    public static RuleInput of(
            EndedAttempt task, AttemptId attempt, JobHistory history, Map<String, String> tags, Cause cause) {
        return new RuleInput(
                task.stop(),
                cause,
                attempt.number(),
                task.times().startedAt() != null,
                task.placement().launchType(),
                task.placement().capacityProvider(),
                candidate(task, history),
                tags);
    }

    /** What a policy is matched against; a re-run has the {@code startedBy} of its job's first task. */
    public static Candidate candidate(EndedAttempt task, JobHistory history) {
        String startedBy = history.attempts().isEmpty() ? task.origin().startedBy() : history.originalStartedBy();
        return new Candidate(
                task.cluster(),
                task.family(),
                Objects.requireNonNullElse(task.origin().group(), ""),
                Objects.requireNonNullElse(startedBy, ""));
    }
}
