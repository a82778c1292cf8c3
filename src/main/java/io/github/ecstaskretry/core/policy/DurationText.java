package io.github.ecstaskretry.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write and read them: {@code 15s}, {@code 10m}, {@code 6h}, {@code 2d}, {@code 1h30m}. */
public final class DurationText {

    private static final Pattern FORM =
            Pattern.compile("(?:([0-9]{1,5})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,7})m)?(?:([0-9]{1,9})s)?");

    private DurationText() {}

    /** Empty if the text is not a duration. A number without a unit is not one. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(number(matcher.group(1)))
                .plusHours(number(matcher.group(2)))
                .plusMinutes(number(matcher.group(3)))
                .plusSeconds(number(matcher.group(4))));
    }

    /** The time from one instant to another; zero instead of a negative time, which two clocks that disagree would give. */
    public static Duration between(Instant from, Instant until) {
        return from.isAfter(until) ? Duration.ZERO : Duration.between(from, until);
    }

    /** The shortest text, such as {@code 1h30m}; fractions of a second are dropped. */
    public static String format(Duration duration) {
        String text = part(duration.toDays(), "d")
                + part(duration.toHoursPart(), "h")
                + part(duration.toMinutesPart(), "m")
                + part(duration.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text;
    }

    /** Such as {@code 0s to 15s}; {@code 15s} if both are alike. */
    public static String format(Duration least, Duration most) {
        String from = format(least);
        String to = format(most);
        return from.equals(to) ? from : from + " to " + to;
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
