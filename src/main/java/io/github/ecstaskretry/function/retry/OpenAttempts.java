package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Port: what the table says is still to be done. The answers may be some seconds old, so that whoever acts on one reads the
 * attempt again.
 */
public interface OpenAttempts {

    /**
     * A recorded attempt of which something is left to do.
     *
     * @param attempt which
     * @param clusterArn its cluster's ARN
     * @param since when the retry was due, or when the task whose end is to be announced stopped
     * @param recordedAt when it was recorded, which can be long after
     */
    record Open(AttemptId attempt, String clusterArn, Instant since, Instant recordedAt) {}

    /** Retries that were due before the given time and whose next attempt has not been recorded. */
    Stream<Open> retries(Instant dueBefore);

    /** Ends of tasks that stopped before the given time whose notice has not been marked as sent. */
    Stream<Open> notices(Instant stoppedBefore);

    /** Which of these attempts are recorded; of these, the answer is up to date. */
    Set<AttemptId> recorded(Set<AttemptId> attempts);
}
