package io.github.ecstaskretry.core.policy;

import java.time.Duration;

/**
 * How long to wait before the next attempt, in the words of a Step Functions retrier.
 *
 * @param interval before the first retry, 0 s to {@link #LONGEST}
 * @param rate by which the interval grows with each retry, 1 to 100
 * @param maxDelay the cap, applied before the jitter, at most {@link #LONGEST}
 * @param jitter how the delay is spread
 */
public record Backoff(Duration interval, double rate, Duration maxDelay, Jitter jitter) {

    /** A Wait state of a Standard workflow ends within a year (Step Functions quotas); a day short of it. */
    public static final Duration LONGEST = Duration.ofDays(364);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the field and the value when one is out of range
     */
    public Backoff {
        requireWithin("interval", interval);
        requireWithin("maxDelay", maxDelay);
        if (!(rate >= 1 && rate <= 100)) {
            throw new IllegalArgumentException("rate must be 1 to 100, found " + rate);
        }
    }

    private static void requireWithin(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be 0s to " + LONGEST.toDays() + "d, found " + value);
        }
    }

    /**
     * The delay, in whole seconds rounded up: {@code min(interval * rate^(retry-1), maxDelay)}, then spread by the jitter.
     *
     * @param retry which retry it is, from 1
     * @param unit the jitter's number, from 0 inclusive to 1 exclusive
     */
    public Duration delay(int retry, double unit) {
        return Duration.ofSeconds((long) Math.ceil(jitter.spread(ceilingSeconds(retry), unit)));
    }

    /** The longest delay that {@link #delay} gives for this retry. */
    public Duration longestDelay(int retry) {
        return Duration.ofSeconds((long) Math.ceil(ceilingSeconds(retry)));
    }

    private double ceilingSeconds(int retry) {
        double grown = interval.toMillis() / 1000.0 * Math.pow(rate, retry - 1);
        return Math.min(grown, maxDelay.toMillis() / 1000.0);
    }
}
