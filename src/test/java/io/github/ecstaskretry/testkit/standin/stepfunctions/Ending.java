package io.github.ecstaskretry.testkit.standin.stepfunctions;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an execution has ended.
 *
 * @param status {@code SUCCEEDED}, {@code FAILED}, {@code TIMED_OUT} or {@code ABORTED}
 * @param output only when it succeeded
 * @param error only when it did not
 * @param cause only when it did not
 */
record Ending(
        String status,
        Instant at,
        @Nullable String output,
        @Nullable String error,
        @Nullable String cause) {

    Ending earlier(Duration by) {
        return new Ending(status, at.minus(by), output, error, cause);
    }
}
