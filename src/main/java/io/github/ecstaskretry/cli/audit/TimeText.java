package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.policy.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads points in time as people write them and as answers show them: {@code 24h}, {@code 7d}, {@code 2026-11-01},
 * {@code 2026-11-01 06:00}, {@code 2026-11-01T06:00:00Z}.
 */
public final class TimeText {

    private static final DateTimeFormatter POINT = new DateTimeFormatterBuilder()
            .appendOptional(DateTimeFormatter.ISO_OFFSET_DATE_TIME)
            .appendOptional(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOptional(DateTimeFormatter.ISO_LOCAL_DATE)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private TimeText() {}

    /**
     * Reads a point in time.
     *
     * @param now durations count back from it
     * @param zone the zone of days, and of times without an offset
     * @throws IllegalArgumentException if the text is not a time
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String stripped = text.strip();
        return length(stripped).map(now::minus).orElseGet(() -> point(stripped, zone));
    }

    /** The same, but durations count forward from now. */
    public static Instant parseAhead(String text, Instant now, ZoneId zone) {
        String stripped = text.strip();
        return length(stripped).map(now::plus).orElseGet(() -> point(stripped, zone));
    }

    private static Instant point(String text, ZoneId zone) {
        try {
            return switch (POINT.parseBest(
                    text.replaceFirst(" ", "T"), OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
                case OffsetDateTime time -> time.toInstant();
                case LocalDateTime time -> time.atZone(zone).toInstant();
                case Object day -> ((LocalDate) day).atStartOfDay(zone).toInstant();
            };
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected a time such as 24h, 7d, 2026-11-01 or 2026-11-01T06:00:00Z, found '" + text + "'", e);
        }
    }

    /** Throws an {@link IllegalArgumentException} if the text is not a length of time such as {@code 30m} or {@code 2d}. */
    public static Duration duration(String text) {
        return length(text.strip())
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a length of time such as 30m, 6h or 2d, found '" + text + "'"));
    }

    /** As policies write it, and weeks. */
    private static Optional<Duration> length(String text) {
        return text.matches("[0-9]{1,6}w")
                ? Optional.of(Duration.ofDays(7 * Long.parseLong(text, 0, text.length() - 1, 10)))
                : DurationText.parse(text);
    }
}
