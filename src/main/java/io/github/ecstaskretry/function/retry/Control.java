package io.github.ecstaskretry.function.retry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Port: the state of the whole deployment, in one item of the table. Reading may be repeated. It throws if AWS fails. */
public interface Control {

    /**
     * The content of the item.
     *
     * @param adoptSince tasks that stopped before this time do not belong to this deployment
     * @param launchesReadUntil until when CloudTrail's records of launches that failed have been read; null if they never were
     */
    record ControlItem(Instant adoptSince, @Nullable Instant launchesReadUntil) {

        /** No records have been read. */
        public ControlItem(Instant adoptSince) {
            this(adoptSince, null);
        }
    }

    /** Reads the item. The first call of a deployment writes it. */
    ControlItem read();

    /** Notes until when the records have been read; an earlier time changes nothing. */
    void launchesRead(Instant until);
}
