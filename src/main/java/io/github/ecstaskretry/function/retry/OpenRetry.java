package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.OpenAttempts.Open;
import java.util.Objects;
import java.util.Optional;

/**
 * A retry that the table, read again, still calls unfinished.
 *
 * @param before the recorded attempts before it
 */
public record OpenRetry(Open open, RecordedAttempt recorded, Retry retry, JobHistory before) {

    /** Reads a retry again; empty if its next attempt has been recorded in the meantime. */
    public static Optional<OpenRetry> find(Open open, Attempts attempts) {
        JobHistory job = attempts.history(open.attempt().jobId());
        int number = open.attempt().number();
        return job.attempt(number)
                .filter(recorded -> job.attempt(number + 1).isEmpty())
                .flatMap(recorded -> recorded.decision() instanceof Retry retry && retry.pending()
                        ? Optional.of(new OpenRetry(open, recorded, retry, job.before(number)))
                        : Optional.empty());
    }

    AttemptId next() {
        return recorded.id().next();
    }

    /** Whether its execution may not start yet, and nobody has cancelled it. */
    boolean isHeld() {
        return retry.held() != null && retry.orders().cancelled() == null;
    }

    /** Whether a pause has held it, and nobody has released or cancelled it. */
    public boolean isPaused() {
        return isHeld() && held().reason() == Held.Reason.PAUSED;
    }

    Held held() {
        return Objects.requireNonNull(retry.held(), "the retry is held");
    }
}
