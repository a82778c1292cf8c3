package io.github.ecstaskretry.core.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * How many re-runs may be launched in a period, so that a storm of failures does not become a storm of launches.
 *
 * <p>The generic cell rate algorithm: a clock moves ahead by {@link #interval} with every reservation and never stands in the past. A
 * launch may run ahead of the clock by {@link #burst}. In any period of {@code per} at most {@code launches + burst - 1} slots lie, in
 * whatever order they are reserved.
 *
 * @param launches 1 to {@link #MOST_LAUNCHES}
 * @param per 1 s to {@link #LONGEST}
 */
public record Pace(int launches, Duration per) {

    public static final int MOST_LAUNCHES = 10_000;
    public static final Duration LONGEST = Duration.ofDays(1);

    /** What Fargate allows an account (Amazon ECS developer guide, "AWS Fargate throttling quotas"). */
    public static final Pace RUN_TASK_QUOTA = new Pace(20, Duration.ofSeconds(1));

    /**
     * The pace of all policies that declare none, which they share: four launches a second. Four fifths of RunTask's quota are left
     * to the user's own calls.
     */
    public static final Pace SHARED = new Pace(240, Duration.ofMinutes(1));

    private static final int NANOS_PER_MICRO = 1_000;

    /** Throws an {@link IllegalArgumentException} if a value is out of range. */
    public Pace {
        if (launches < 1 || launches > MOST_LAUNCHES) {
            throw new IllegalArgumentException("launches must be 1 to " + MOST_LAUNCHES + ", found " + launches);
        }
        if (per.compareTo(Duration.ofSeconds(1)) < 0 || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("per must be 1s to 1d, found " + DurationText.format(per));
        }
    }

    /** Between two slots, in whole microseconds, rounded up so that rounding never adds a launch. */
    public Duration interval() {
        return Duration.ofNanos(Math.ceilDiv(per.toNanos(), (long) launches * NANOS_PER_MICRO) * NANOS_PER_MICRO);
    }

    /** How many launches may follow each other at once after a quiet time: a tenth of {@code launches}, at least one. */
    public int burst() {
        return Math.ceilDiv(launches, 10);
    }

    /** How long the next launch has to wait, if the clock stands there before the reservation. */
    public Duration delay(Instant clock, Instant now) {
        Duration delay = Duration.between(now, clock.minus(interval().multipliedBy(burst() - 1L)));
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    /** Where the clock stands after a reservation. */
    public Instant reserved(Instant clock, Instant now) {
        return (clock.isAfter(now) ? clock : now).plus(interval());
    }
}
