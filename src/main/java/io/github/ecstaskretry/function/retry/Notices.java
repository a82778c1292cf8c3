package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;

/** Port: notices of jobs that have ended. Implementations must be idempotent except for a notice sent again after a crash. */
public interface Notices {

    /**
     * Announces how a job ended. May repeat after a crash; the notice carries a deduplication id.
     *
     * @param last the terminal attempt
     * @param before the attempts before it
     * @return whether it was sent; false if it waits for a digest
     */
    boolean announce(RecordedAttempt last, JobHistory before);
}
