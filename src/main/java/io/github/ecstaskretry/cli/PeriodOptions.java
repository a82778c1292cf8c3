package io.github.ecstaskretry.cli;

import io.github.ecstaskretry.audit.TimeRange;
import io.github.ecstaskretry.audit.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The time that is asked about. */
final class PeriodOptions {

    /** Clocks differ: what has just stopped may lie ahead of this machine's. */
    private static final Duration LEEWAY = Duration.ofMinutes(5);

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "7d",
            description =
                    "Stops from this time on, such as 24h, 7d, 2026-11-01 or 2026-11-01T06:00:00Z; default: ${DEFAULT-VALUE}.")
    private String since = "7d";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Stops before this time, written alike; default: now.")
    private @Nullable String until;

    /**
     * From when to when.
     *
     * @throws InputError when the times cannot be read, or are in the wrong order
     */
    TimeRange range(Instant now, ZoneId zone) {
        try {
            return new TimeRange(
                    TimeText.parse(since, now, zone),
                    until == null ? now.plus(LEEWAY) : TimeText.parse(until, now, zone));
        } catch (IllegalArgumentException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether jobs may have gone on after the time that is asked about. */
    boolean ends() {
        return until != null;
    }
}
