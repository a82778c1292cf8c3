package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.Match.Candidate;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.RuleInput;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a decision may depend on.
 *
 * @param ended the attempt that ended: a stopped task or a failed launch
 * @param policy the policy that adopted the job
 * @param retired a sentence that says why the policy launches nothing more for this job; null if it may
 * @param history the recorded attempts before this one
 * @param gathered the other inputs of this decision
 * @param receivedAt when the function received the event
 */
public record Situation(
        EndedAttempt ended,
        AttemptId attempt,
        Policy policy,
        @Nullable String retired,
        JobHistory history,
        Gathered gathered,
        Instant receivedAt) {

    public Situation with(Gathered other) {
        return new Situation(ended, attempt, policy, retired, history, other, receivedAt);
    }

    /** The same with more facts about the attempt that ended. */
    public Situation of(EndedAttempt other) {
        return new Situation(other, attempt, policy, retired, history, gathered, receivedAt);
    }

    public Situation at(AttemptId other, JobHistory before) {
        return new Situation(ended, other, policy, retired, before, gathered, receivedAt);
    }

    /** Who started the job's first task; null if its launch had no {@code startedBy} or if that is not known. */
    public @Nullable String originalStartedBy() {
        return attempt.isFirst() ? ended.origin().startedBy() : history.originalStartedBy();
    }

    /** The task's tags; empty if the decision does not need them. */
    public Map<String, String> tags() {
        return gathered.tags();
    }

    /**
     * A sentence that says why the attempt is too old to begin a job; null if it is not too old. A recorded job goes on, however old
     * its attempt is.
     */
    @Nullable String stale() {
        if (beforeDeployment()) {
            return "It stopped before this deployment began to adopt tasks.";
        }
        boolean old = ended.times().stoppedAt().isBefore(receivedAt.minus(policy.staleAfter()));
        return old && history.attempts().isEmpty()
                ? "It had stopped more than " + DurationText.format(policy.staleAfter())
                        + " (staleAfter) before its event was received."
                : null;
    }

    /** Whether the job would begin with an attempt that stopped before this deployment adopted tasks. */
    boolean beforeDeployment() {
        Instant since = gathered.adoptSince();
        return since != null
                && history.attempts().isEmpty()
                && ended.times().stoppedAt().isBefore(since);
    }

    /** When the job's deadline passes; null if its policy has none. */
    public @Nullable Instant deadline() {
        Duration deadline = policy.deadline();
        return deadline == null ? null : history.startedAt(ended).plus(deadline);
    }

    /** The facts that policies match. A re-run has the {@code startedBy} of its job's first task. */
    static Candidate candidate(EndedAttempt task, JobHistory history) {
        String startedBy = history.attempts().isEmpty() ? task.origin().startedBy() : history.originalStartedBy();
        return new Candidate(
                task.cluster(),
                task.family(),
                Objects.requireNonNullElse(task.origin().group(), ""),
                Objects.requireNonNullElse(startedBy, ""));
    }

    /** Whether the task reached RUNNING, or did work before. */
    private boolean started() {
        return ended.times().startedAt() != null
                || (ended.stop() instanceof Stop.TaskStop stop && stop.ran(policy.container()));
    }

    RuleInput ruleInput(Cause cause) {
        return new RuleInput(
                ended.stop(),
                cause,
                attempt.number(),
                started(),
                ended.placement().launchType(),
                ended.placement().capacityProvider(),
                candidate(ended, history),
                tags());
    }
}
