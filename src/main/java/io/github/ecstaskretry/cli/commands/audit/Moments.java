package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times and durations for people. */
record Moments(ZoneId zone) {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssXXX");
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    /** Such as {@code 2026-01-31 12:00:00Z}; a dash for what is not known. */
    String time(@Nullable Instant time) {
        return time == null ? "-" : SECONDS.format(time.atZone(zone));
    }

    /** The same, and in short such as {@code 01-31 12:00Z}; a zone that was asked for is left out. */
    Table.Cell cell(Instant time) {
        return Table.shortened(time(time), SHORT.format(time.atZone(zone)) + (zone.equals(ZoneOffset.UTC) ? "Z" : ""));
    }

    /** Such as {@code 1h30m}; whole seconds, and a dash for what is not known. */
    static String duration(@Nullable Duration duration) {
        return duration == null ? "-" : DurationText.format(duration.abs());
    }
}
