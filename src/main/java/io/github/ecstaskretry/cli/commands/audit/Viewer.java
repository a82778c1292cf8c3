package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a person reads an answer.
 *
 * @param terminal the terminal
 * @param zone the time zone of times and days
 * @param now when the question was asked
 */
record Viewer(Terminal terminal, ZoneId zone, Instant now) {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssXXX");
    private static final DateTimeFormatter BRIEF = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    /** Such as {@code 2026-01-31 12:00:00Z}. */
    String time(Instant time) {
        return SECONDS.format(time.atZone(zone));
    }

    /** The time, and in brief such as {@code 01-31 12:00Z}, without the zone if it is the machine's. */
    Table.Cell cell(Instant time) {
        return Table.shortened(time(time), BRIEF.format(time.atZone(zone)) + (zone.equals(ZoneOffset.UTC) ? "Z" : ""));
    }

    /** Such as {@code 1h30m}; a dash if unknown. */
    static String duration(@Nullable Duration duration) {
        return duration == null ? "-" : DurationText.format(duration.abs());
    }

    void println(String line) {
        terminal.out().println(line);
    }
}
