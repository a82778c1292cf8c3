package io.github.ecstaskretry.core.policy;

import java.time.Duration;

/**
 * How long to wait before the next attempt, in the words of a Step Functions retrier.
 *
 * @param interval before the first retry, 0 s to {@link #LONGEST}
 * @param rate by which the interval grows with each retry, 1 to 100
 * @param maxDelay the cap, applied before the jitter, at most {@link #LONGEST}
 * @param jitter spreads the delay
 */
public record Backoff(Duration interval, double rate, Duration maxDelay, Jitter jitter) {

    /** One day less than a Standard workflow may run (Step Functions quotas: one year). */
    public static final Duration LONGEST = Duration.ofDays(364);

    /** Throws an {@link IllegalArgumentException} if a value is out of range. */
    public Backoff {
        requireWithin("interval", interval);
        requireWithin("maxDelay", maxDelay);
        if (!(rate >= 1 && rate <= 100)) {
            throw new IllegalArgumentException("rate must be 1 to 100, found " + rate);
        }
    }

    private static void requireWithin(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be 0s to " + LONGEST.toDays() + "d, found " + DurationText.format(value));
        }
    }

    /**
     * The delay, in whole seconds rounded up: {@code min(interval * rate^(retry-1), maxDelay)}, then
     * spread by the jitter.
     *
     * @param retry the number of the retry, from 1
     * @param unit a random number from 0 (included) to 1 (excluded)
     */
    public Duration delay(int retry, double unit) {
        return Duration.ofSeconds((long) Math.ceil(jitter.spread(ceilingSeconds(retry), unit)));
    }

    /** The longest delay that {@link #delay} can return for this retry. */
    public Duration longestDelay(int retry) {
        return Duration.ofSeconds((long) Math.ceil(ceilingSeconds(retry)));
    }

    private double ceilingSeconds(int retry) {
        double grown = interval.toMillis() / 1000.0 * Math.pow(rate, retry - 1);
        return Math.min(grown, maxDelay.toMillis() / 1000.0);
    }

    /** How a delay is spread, so that tasks that failed together do not restart together. */
    public enum Jitter {
        /** From 0 to the whole delay: Step Functions' {@code FULL}. */
        FULL,
        /** From half of the delay to the whole delay. */
        EQUAL,
        /** Exactly the delay. */
        NONE;

        double spread(double seconds, double unit) {
            return switch (this) {
                case FULL -> seconds * unit;
                case EQUAL -> seconds / 2 + seconds / 2 * unit;
                case NONE -> seconds;
            };
        }
    }
}
