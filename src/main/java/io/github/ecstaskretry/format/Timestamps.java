package io.github.ecstaskretry.format;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes times as ISO-8601 in UTC with milliseconds: {@code 2026-01-31T12:00:00.000Z}. */
public final class Timestamps {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** The text of a time, cut to milliseconds. */
    public static String format(Instant time) {
        return MILLISECONDS.format(time);
    }
}
