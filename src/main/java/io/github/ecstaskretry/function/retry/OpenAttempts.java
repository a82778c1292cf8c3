package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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

    /**
     * Retries that were due before the given time and whose next attempt has not been recorded. They come in parts that are fetched
     * while they are iterated over, so that one that fails does not keep the others.
     *
     * @param unreadable takes what is wrong with an item that cannot be read and is left out
     */
    List<Iterable<Open>> retries(Instant dueBefore, Consumer<RuntimeException> unreadable);

    /** The same with ends of tasks that stopped before the given time whose notice has not been marked as sent. */
    List<Iterable<Open>> notices(Instant stoppedBefore, Consumer<RuntimeException> unreadable);

    /**
     * Notes on a retry that ECS does not know the next attempt's task.
     *
     * @return when that was noted first; now, if the next attempt has been recorded meanwhile
     */
    Instant missingSince(AttemptId retry, Instant now);

    /** Takes the note back: ECS knows the task after all. */
    void found(AttemptId retry);

    /** Which of these attempts are recorded, and not as lost; of these, the answer is up to date. */
    Set<AttemptId> recorded(Set<AttemptId> attempts);
}
