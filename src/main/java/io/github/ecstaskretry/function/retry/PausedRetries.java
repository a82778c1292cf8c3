package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.plan.Holding;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds and releases paused retries. One conditional update releases a retry; its execution is then started like that of any retry. */
public record PausedRetries(
        EndedAttempts endedAttempts,
        Attempts attempts,
        OpenAttempts openAttempts,
        LaunchValues launchValues,
        InstantSource clock) {

    /** Whether a pause holds the retry, and whether that pause still lasts. */
    public static boolean isPaused(RecordedAttempt recorded, Control.ControlItem control, Instant now) {
        return control.pause(
                        recorded.ruling().policy(),
                        recorded.subject().cluster(),
                        recorded.subject().family(),
                        now)
                .isPresent();
    }

    /**
     * Releases a retry and starts its execution. Idempotent.
     *
     * @param by who resumed; null if the pause ended by itself
     * @param denied receives the refusal of AWS to describe the task
     * @return whether this call has released it
     */
    public boolean release(OpenRetry held, @Nullable Order by, Consumer<ClusterDeniedException> denied) {
        RecordedAttempt recorded = held.recorded();
        Instant now = clock.instant();
        Instant notAfter = held.retry().notAfter();
        Duration longest = notAfter == null ? Backoff.LONGEST : Duration.between(now, notAfter);
        Duration slot =
                endedAttempts.reserve(recorded.ruling().policy(), longest).orElse(Duration.ZERO);
        if (!openAttempts.resume(recorded.id(), Holding.resumption(recorded, held.retry(), now, slot), by)) {
            return false;
        }
        attempts.history(recorded.id().jobId())
                .attempt(recorded.id().number())
                .ifPresent(released -> start(released, held.before(), denied));
        return true;
    }

    /** Reconciling finds a retry whose values are lost, because it becomes overdue. */
    private void start(RecordedAttempt released, JobHistory before, Consumer<ClusterDeniedException> denied) {
        if (released.decision() instanceof Retry retry) {
            TaskOverrides overrides = launchValues.of(released, retry, before, denied);
            if (retry.launch().missingValues(overrides).isEmpty()) {
                endedAttempts.carryOut(released, overrides, before);
            }
        }
    }
}
