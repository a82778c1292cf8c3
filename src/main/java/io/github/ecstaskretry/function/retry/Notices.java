package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;

/** Port: notices of ended jobs. */
public interface Notices {

    /**
     * Announces how a job ended. A crash may send a notice twice; it carries a deduplication id.
     *
     * @param last the terminal attempt
     * @param before the attempts before it
     * @return whether it was sent; false if it waits for a digest
     */
    boolean announce(RecordedAttempt last, JobHistory before);
}
