package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.audit.TimeText;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The time that is asked about. */
final class PeriodOptions {

    /** Clocks differ: what has just stopped may lie ahead of this machine's. */
    private static final Duration LEEWAY = Duration.ofMinutes(5);

    /** No version of this software is older, so that nothing is recorded: whatever asks day by day need not go back further. */
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private static final String LATELY = "7d";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Stops from this time on, such as 24h, 7d, 2026-11-01 or 2026-11-01T06:00:00Z; default: "
                    + LATELY + ".")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Stops before this time, written alike; default: now.")
    private @Nullable String until;

    /**
     * From when to when; no earlier than there was something to record, and no later than that can be.
     *
     * @throws InputError when the times cannot be read, or are in the wrong order
     */
    TimeRange range(Instant now, ZoneId zone) {
        try {
            Instant latest = now.plus(LEEWAY);
            Instant from = TimeText.parse(since == null ? LATELY : since, now, zone);
            Instant to = until == null ? latest : earlier(TimeText.parse(until, now, zone), latest);
            if (!to.isAfter(BEGINNING)) {
                throw new InputError("--until: nothing was recorded before " + BEGINNING + ", found '" + until + "'");
            }
            return new TimeRange(from.isBefore(BEGINNING) ? BEGINNING : from, to);
        } catch (IllegalArgumentException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Whether it was said from when on. */
    boolean begins() {
        return since != null;
    }

    /** Whether jobs may have gone on after the time that is asked about. */
    boolean ends() {
        return until != null;
    }
}
