package io.github.ecstaskretry.testkit.standin.wire;

import java.time.Duration;

/**
 * How much shorter than on AWS the stand-ins wait: first divided by the speed, then cut to the cap. Times that they report are
 * always the wall clock's.
 *
 * @param speed 1 is as on AWS; 60 makes a minute a second
 * @param longest no single wait takes longer
 * @param whole waits of this length or more are as on AWS
 */
public record TimeScale(double speed, Duration longest, Duration whole) {

    /** As on AWS. */
    public static final TimeScale REAL = new TimeScale(1, Duration.ofDays(366));

    /** Shortens every wait. */
    public TimeScale(double speed, Duration longest) {
        this(speed, longest, Duration.ofDays(3660));
    }

    public TimeScale {
        if (!(speed >= 1) || longest.isNegative()) {
            throw new IllegalArgumentException("speed must be 1 or more, the longest wait not negative");
        }
    }

    /** Every wait cut to at most this long. */
    public static TimeScale atMost(Duration longest) {
        return new TimeScale(1, longest);
    }

    /** Every wait that many times shorter. */
    public static TimeScale faster(double speed) {
        return new TimeScale(speed, REAL.longest());
    }

    /** How long to really wait. */
    public Duration shorten(Duration nominal) {
        if (nominal.isNegative()) {
            return Duration.ZERO;
        }
        if (nominal.compareTo(whole) >= 0) {
            return nominal;
        }
        Duration scaled = Duration.ofMillis((long) (nominal.toMillis() / speed));
        return scaled.compareTo(longest) < 0 ? scaled : longest;
    }

    /** For people, such as {@code waits are 60 times shorter, none longer than 2 s}. */
    public String describe() {
        if (equals(REAL)) {
            return "waits as long as on AWS";
        }
        String factor = speed > 1 ? "waits %s times shorter than on AWS".formatted(number(speed)) : "waits as on AWS";
        return longest.equals(REAL.longest())
                ? factor
                : factor + ", none longer than " + number(longest.toMillis() / 1e3) + " s";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
