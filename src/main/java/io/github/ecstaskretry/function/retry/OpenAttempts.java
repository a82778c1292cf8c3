package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Port: the open work in the table. The answers may be some seconds old, so read an attempt again before you act on it. */
public interface OpenAttempts {

    /**
     * A recorded attempt with open work.
     *
     * @param attempt its job and number
     * @param clusterArn its cluster's ARN
     * @param since when the retry was due, or when the task whose end is to be announced stopped
     * @param recordedAt when it was recorded, which can be long after {@code since}
     */
    record Open(AttemptId attempt, String clusterArn, Instant since, Instant recordedAt) {}

    /**
     * Retries that were due before the given time and whose next attempt has not been recorded. The iteration fetches the parts, so
     * that a part that fails does not stop the others.
     *
     * @param unreadable receives the error of each item that cannot be read; such an item is left out
     */
    List<Iterable<Open>> retries(Instant dueBefore, Consumer<RuntimeException> unreadable);

    /** All retries that are held, cancelled or set aside, in the same parts. */
    List<Iterable<Open>> held(Consumer<RuntimeException> unreadable);

    /**
     * Ends a hold that has not ended: the retry's execution may start with this request.
     *
     * @return whether this call has ended it
     */
    boolean release(AttemptId retry, RunTaskRequest request, String launchSource);

    /** Leaves a retry whose launch is known by now to its pause: the request is kept, and the retry is held as paused. */
    void leaveToPause(AttemptId retry, RunTaskRequest request, String launchSource);

    /**
     * Ends the hold of a paused retry, unless it has ended or the retry is cancelled.
     *
     * @param notBefore when its execution may start
     * @param by who resumed; null if the pause ended by itself
     * @return whether this call has ended it
     */
    boolean resume(AttemptId retry, Instant notBefore, @Nullable Order by);

    /** Puts a retry that was set aside back among the others, because its execution has been started. */
    void putBack(AttemptId retry);

    /** Ends of tasks that stopped before the given time and whose notice has not been marked as sent, in the same parts. */
    List<Iterable<Open>> notices(Instant stoppedBefore, Consumer<RuntimeException> unreadable);

    /**
     * Notes that ECS does not know the task of an attempt: on the retry that launched it, or for a first attempt on the run-job
     * execution that waits for it.
     *
     * @return when this was noted first; {@code now} if the attempt has been recorded in the meantime
     */
    Instant missingSince(AttemptId attempt, Instant now);

    /** Removes the note, because ECS knows the task. */
    void found(AttemptId attempt);

    /** Which of these attempts are recorded, and not as lost. The answer is strongly consistent. */
    Set<AttemptId> recorded(Set<AttemptId> attempts);
}
