package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.Match.Candidate;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.RuleInput;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a decision may depend on.
 *
 * @param ended the attempt that ended: a stopped task or a failed launch
 * @param attempt its job and number
 * @param policy the policy that adopted the job
 * @param history the recorded attempts before this one
 * @param tags the task's tags; empty if nothing needed them
 * @param receivedAt when the function received the event
 */
public record Situation(
        EndedAttempt ended,
        AttemptId attempt,
        Policy policy,
        JobHistory history,
        Map<String, String> tags,
        Instant receivedAt) {

    /** Keeps a copy of the tags. */
    public Situation {
        tags = Map.copyOf(tags);
    }

    /** When the job's deadline passes; null if its policy has none. */
    public @Nullable Instant deadline() {
        Duration deadline = policy.deadline();
        return deadline == null ? null : history.startedAt(ended).plus(deadline);
    }

    /** What policies are matched against; a re-run has the {@code startedBy} of its job's first task. */
    static Candidate candidate(EndedAttempt task, JobHistory history) {
        String startedBy = history.attempts().isEmpty() ? task.origin().startedBy() : history.originalStartedBy();
        return new Candidate(
                task.cluster(),
                task.family(),
                Objects.requireNonNullElse(task.origin().group(), ""),
                Objects.requireNonNullElse(startedBy, ""));
    }

    RuleInput ruleInput(Cause cause) {
        return new RuleInput(
                ended.stop(),
                cause,
                attempt.number(),
                ended.times().startedAt() != null,
                ended.placement().launchType(),
                ended.placement().capacityProvider(),
                candidate(ended, history),
                tags);
    }
}
