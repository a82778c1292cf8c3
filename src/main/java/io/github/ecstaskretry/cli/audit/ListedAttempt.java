package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.core.task.TaskSize;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a recorded attempt that the table's indexes hold. An attempt has an {@code outcome} if it ended its job, and {@code
 * nextDue} if another attempt follows it.
 *
 * @param task null if the launch started no task, or the index does not hold it
 * @param size what ECS reserved for the task; unknown if the index does not hold it
 * @param jobCreatedAt when the job's first task was created; null if an early version recorded the attempt
 * @param createdAt when this task was created; null if unknown, or the index does not hold it
 * @param startedAt when this task started; null if it never ran, or the index does not hold it
 * @param causeKind null if the index does not hold it
 * @param earlierCauses the causes of the job's earlier attempts, each once
 * @param observed whether the policy only observes, so that the decision was not carried out
 * @param outcome how the job ended; null if another attempt follows
 * @param nextDue when the next attempt may start; null if the job has ended
 * @param held why and since when the retry is held; null if it is not the next attempt may not start; null if it may
 * @param neverLaunched why no attempt of the job has made a task yet, such as {@code RESOURCE:MEMORY}; null if one has
 */
public record ListedAttempt(
        AttemptId id,
        String cluster,
        String family,
        @Nullable TaskArn task,
        TaskSize size,
        @Nullable Instant jobCreatedAt,
        @Nullable Instant createdAt,
        @Nullable Instant startedAt,
        Instant stoppedAt,
        String cause,
        @Nullable CauseKind causeKind,
        List<String> earlierCauses,
        String policy,
        String rule,
        boolean observed,
        @Nullable Outcome outcome,
        @Nullable Instant nextDue,
        @Nullable Held held,
        @Nullable String neverLaunched) {

    public ListedAttempt {
        earlierCauses = List.copyOf(earlierCauses);
    }

    /** The cause, or that the job was never launched and why. */
    public String shownCause() {
        return neverLaunched == null ? cause : "never launched: " + neverLaunched;
    }

    /** Whether this or an earlier attempt of the job had the cause. */
    boolean hadCause(String asked) {
        return cause.equals(asked) || earlierCauses.contains(asked);
    }

    /** Whether another attempt follows. */
    public boolean goesOn() {
        return outcome == null && !observed;
    }

    /** When the attempt began: when its task was created, else started, else stopped. */
    public Instant began() {
        return Objects.requireNonNullElse(createdAt, Objects.requireNonNullElse(startedAt, stoppedAt));
    }

    /** Whether a task was started for this attempt and the attempt is not the job's first. */
    boolean isRerun() {
        return !id.isFirst() && task != null;
    }
}
