package io.github.ecstaskretry.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as people write them: {@code 24h}, {@code 7d}, {@code 2026-11-01}, {@code 2026-11-01T06:00:00Z}. */
public final class TimeText {

    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhdw])");

    private TimeText() {}

    /**
     * The point in time.
     *
     * @param now what durations count back from
     * @param zone where a day begins
     * @throws IllegalArgumentException when the text is no such thing
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "expected a time such as 24h, 7d, 2026-11-01 or 2026-11-01T06:00:00Z, found '" + text + "'", e);
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
