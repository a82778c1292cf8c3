package io.github.ecstaskretry.format;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Writes times as ISO-8601 in UTC with milliseconds: {@code 2026-01-31T12:00:00.000Z}. */
public final class Timestamps {

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Timestamps() {}

    /** The text of a time, cut to milliseconds. */
    public static String format(Instant time) {
        return MILLISECONDS.format(time);
    }
}
