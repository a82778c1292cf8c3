package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.JobState;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;

/** The terminal on which a person reads an answer, the time zone of times and days, and when the question was asked. */
record Viewer(Terminal terminal, ZoneId zone, Instant now) {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssXXX");
    private static final DateTimeFormatter BRIEF = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final int REPORTED_ITEMS = 10_000;

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

    static Style style(JobState state) {
        return switch (state) {
            case SUCCEEDED -> Style.fg_green;
            case WAITING, HELD, RUNNING -> Style.fg_cyan;
            case OBSERVED, CANCELLED -> Style.fg_blue;
            case FAILED, EXHAUSTED, EXPIRED, UNLAUNCHABLE -> Style.fg_red;
        };
    }

    /** Says that a scan may cost time and money. The returned function reports the progress; it takes the number of items read so far. */
    IntConsumer scanProgress(String scanned) {
        terminal.tell("ecs-retry: scans " + scanned + "; --family reads only one family");
        AtomicInteger reported = new AtomicInteger();
        return read -> {
            if (read - reported.get() >= REPORTED_ITEMS) {
                reported.set(read);
                terminal.tell(String.format(Locale.ROOT, "ecs-retry: %,d items read", read));
            }
        };
    }

    void println(String line) {
        terminal.out().println(line);
    }
}
