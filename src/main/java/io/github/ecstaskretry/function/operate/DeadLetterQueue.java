package io.github.ecstaskretry.function.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: the queue that keeps events which could not be handled. */
public interface DeadLetterQueue {

    /**
     * A message.
     *
     * @param receipt of this reception; the next reception invalidates it
     * @param receivedCount how often it was received, this time included
     * @param error why the event could not be handed over, as EventBridge says; null if Lambda sent the message
     * @param errorMessage the same in more words
     */
    record Letter(
            String id,
            String receipt,
            Instant sentAt,
            int receivedCount,
            String body,
            @Nullable String error,
            @Nullable String errorMessage) {}

    String name();

    /**
     * Receives some messages that nobody else has received lately.
     *
     * @param hidden how long nobody else receives them
     */
    List<Letter> receive(Duration hidden);

    /** Lets others receive the message at once. */
    void release(Letter letter);

    void delete(Letter letter);
}
