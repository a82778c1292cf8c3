package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.policy.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads points in time as people write them and as answers show them: {@code 1h30m}, {@code 7d}, {@code today}, {@code yesterday 22:00},
 * {@code 02:00}, {@code 2026-11-01}, {@code 2026-11-01 06:00}, {@code 2026-11-01T06:00:00Z}.
 */
public final class TimeText {

    private static final DateTimeFormatter POINT = new DateTimeFormatterBuilder()
            .appendOptional(DateTimeFormatter.ISO_OFFSET_DATE_TIME)
            .appendOptional(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOptional(DateTimeFormatter.ISO_LOCAL_DATE)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final List<String> DAYS = List.of("yesterday", "today", "tomorrow");
    private static final Pattern NEAR = Pattern.compile("(?:(" + String.join("|", DAYS) + ") *)?([0-9]{1,2}:[0-9:]+)?");
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT);

    private TimeText() {}

    /**
     * Reads a point in time. A time of day without a day is the last one before now.
     *
     * @param now durations count back from it
     * @param zone the zone of days, and of times without an offset
     * @throws IllegalArgumentException if the text is not a time
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        return parse(text, now, zone, false);
    }

    /** The same, but durations count forward from now, and a time of day without a day is the next one. */
    public static Instant parseAhead(String text, Instant now, ZoneId zone) {
        return parse(text, now, zone, true);
    }

    private static Instant parse(String text, Instant now, ZoneId zone, boolean ahead) {
        String stripped = text.strip();
        try {
            return length(stripped)
                    .map(length -> ahead ? now.plus(length) : now.minus(length))
                    .orElseGet(() -> point(stripped, now.atZone(zone), ahead));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected a time such as 1h30m, 7d, today, 02:00, 2026-11-01 or 2026-11-01T06:00:00Z, found '"
                            + stripped + "'",
                    e);
        }
    }

    private static Instant point(String text, ZonedDateTime now, boolean ahead) {
        Matcher near = NEAR.matcher(text);
        if (!text.isEmpty() && near.matches()) {
            return near(near.group(1), near.group(2), now, ahead).toInstant();
        }
        return switch (POINT.parseBest(
                text.replaceFirst(" ", "T"), OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
            case OffsetDateTime time -> time.toInstant();
            case LocalDateTime time -> time.atZone(now.getZone()).toInstant();
            case Object day -> ((LocalDate) day).atStartOfDay(now.getZone()).toInstant();
        };
    }

    private static ZonedDateTime near(@Nullable String day, @Nullable String time, ZonedDateTime now, boolean ahead) {
        LocalDateTime today =
                now.toLocalDate().atTime(time == null ? LocalTime.MIN : LocalTime.parse(time, TIME_OF_DAY));
        if (day != null) {
            return today.plusDays(DAYS.indexOf(day) - 1L).atZone(now.getZone());
        }
        ZonedDateTime ofToday = today.atZone(now.getZone());
        if (ahead) {
            return ofToday.isBefore(now) ? today.plusDays(1).atZone(now.getZone()) : ofToday;
        }
        return ofToday.isAfter(now) ? today.minusDays(1).atZone(now.getZone()) : ofToday;
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
