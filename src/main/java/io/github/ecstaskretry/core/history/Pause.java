package io.github.ecstaskretry.core.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Retries of a scope that an operator holds back (design, section 16).
 *
 * @param scope {@code all}, {@code policy/<name>}, {@code cluster/<name>} or {@code family/<name>}
 * @param by who paused them: an ARN
 * @param until when the pause ends by itself; null if it does not
 */
public record Pause(
        String scope, String by, Instant at, @Nullable Instant until, String reason) {

    /** Whether it still holds retries back. */
    public boolean inForce(Instant now) {
        return until == null || until.isAfter(now);
    }
}
