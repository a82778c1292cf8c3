package io.github.ecstaskretry.testkit.standin.asl;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code Retry} (Step Functions developer guide, "Handling errors in Step Functions workflows").
 *
 * @param intervalSeconds before the first retry; default 1
 * @param maxAttempts retries, not counting the first try; default 3
 * @param backoffRate factor from one interval to the next; default 2
 * @param maxDelaySeconds null: no cap
 * @param fullJitter {@code JitterStrategy: FULL}
 */
record Retrier(
        List<String> errorEquals,
        int intervalSeconds,
        int maxAttempts,
        double backoffRate,
        @Nullable Integer maxDelaySeconds,
        boolean fullJitter) {

    Retrier {
        errorEquals = List.copyOf(errorEquals);
    }

    /**
     * The pause before a retry: the interval grown by the rate, capped, and with full jitter a part of that.
     *
     * @param retry counted from 1
     * @param chance in [0,1)
     */
    Duration delay(int retry, double chance) {
        double seconds = intervalSeconds * Math.pow(backoffRate, retry - 1);
        if (maxDelaySeconds != null) {
            seconds = Math.min(seconds, maxDelaySeconds);
        }
        return Duration.ofMillis(Math.round((fullJitter ? seconds * chance : seconds) * 1_000));
    }
}
