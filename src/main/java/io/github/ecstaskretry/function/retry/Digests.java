package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.Digest.GatheredEnd;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Port: the windows in which notices are counted, and the ends that wait for a window's digest. Implementations are idempotent. */
public interface Digests {

    /**
     * Counts an end into its window. If the window has no room and is not over, the end waits for the window's digest.
     *
     * @return whether the end waits; if not, the caller announces it alone
     */
    boolean gathers(RecordedAttempt ended, AnnounceLimit limit);

    /**
     * Windows that ended before the given time and that may have ends without a notice, fetched during the iteration.
     *
     * @param unreadable receives the error of each that cannot be read; it is left out
     */
    Iterable<NoticeWindow> due(Instant endedBefore, Consumer<RuntimeException> unreadable);

    /** The ends that wait for the window's digest and are not marked as announced. */
    List<GatheredEnd> gathered(NoticeWindow window);

    /** Takes the digest, for as long as an invocation may run. */
    Turn take(NoticeWindow window);

    /** Gives back a digest that was taken and not sent. */
    void giveBack(NoticeWindow window);

    void sent(NoticeWindow window);

    /** Marks an end as announced by the digest, unless it no longer waits for it. */
    void markAnnounced(NoticeWindow window, AttemptId ended);

    /** All ends of the window are announced. */
    void close(NoticeWindow window);

    /** Who sends the digest. */
    enum Turn {
        /** The caller. */
        OURS,
        /** Another invocation may be sending it. */
        OF_ANOTHER,
        /** It was sent before. */
        SENT
    }
}
