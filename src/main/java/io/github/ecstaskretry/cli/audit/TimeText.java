package io.github.ecstaskretry.cli.audit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Points in time as people write them, and as answers write them: {@code 24h}, {@code 7d}, {@code 2026-11-01}, {@code 2026-11-01
 * 06:00}, {@code 2026-11-01T06:00:00Z}.
 */
public final class TimeText {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhdw])");

    private static final DateTimeFormatter DAY_AND_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .parseLenient()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(DateTimeFormatter.ISO_LOCAL_DATE_TIME.getResolverStyle());

    private TimeText() {}

    /**
     * The point in time.
     *
     * @param now what durations count back from
     * @param zone where a day begins, and of times that name none
     * @throws IllegalArgumentException when the text is no such thing
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String told = text.strip();
        Optional<Duration> ago = length(told);
        if (ago.isPresent()) {
            return now.minus(ago.get());
        }
        try {
            return told.contains(":")
                    ? instant(
                            DAY_AND_TIME.parseBest(
                                    told.replaceFirst(" ", "T"), OffsetDateTime::from, LocalDateTime::from),
                            zone)
                    : LocalDate.parse(told).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected a time such as 24h, 7d, 2026-11-01 or 2026-11-01T06:00:00Z, found '" + text + "'", e);
        }
    }

    /**
     * A length of time such as {@code 30m} or {@code 2d}.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static Duration duration(String text) {
        return length(text.strip())
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a length of time such as 30m, 6h or 2d, found '" + text + "'"));
    }

    private static Optional<Duration> length(String text) {
        Matcher duration = DURATION.matcher(text);
        return duration.matches()
                ? Optional.of(unit(duration.group(2)).multipliedBy(Long.parseLong(duration.group(1))))
                : Optional.empty();
    }

    private static Instant instant(TemporalAccessor time, ZoneId zone) {
        return time instanceof LocalDateTime local
                ? local.atZone(zone).toInstant()
                : OffsetDateTime.from(time).toInstant();
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
