package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.task.LaunchName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Operators' orders for a recorded retry (docs/operations.md).
 *
 * @param cancelled the cancel; null if nobody cancelled the retry
 * @param released the release from a hold or from the wait; null if nobody released the retry
 * @param launch the execution that launches the next attempt
 */
public record Orders(@Nullable Order cancelled, @Nullable Order released, LaunchName launch) {

    public static final Orders NONE = new Orders(null, null, LaunchName.PLANNED);

    /**
     * One order.
     *
     * @param by who gave it: an ARN
     * @param at when the function took it
     * @param reason null if none was given
     */
    public record Order(String by, Instant at, @Nullable String reason) {

        /** Such as {@code by arn:aws:iam::…:user/ada at 2026-01-31T12:00:00Z (wrong input)}. */
        public String phrase() {
            return "by " + by + " at " + at + (reason == null ? "" : " (" + reason + ")");
        }
    }
}
