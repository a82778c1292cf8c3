package io.github.ecstaskretry.cli.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A period. Includes its start and excludes its end. */
public record TimeRange(Instant since, Instant until) {

    public TimeRange {
        if (!until.isAfter(since)) {
            throw new IllegalArgumentException("the time range starts at " + since.truncatedTo(ChronoUnit.SECONDS)
                    + " and must end after that, found " + until.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    public boolean contains(Instant time) {
        return !time.isBefore(since) && time.isBefore(until);
    }

    /** The days in UTC that the period touches, newest first: the days of {@code outcomeDay}. */
    public List<LocalDate> daysNewestFirst() {
        return day(since)
                .datesUntil(day(until.minusNanos(1)).plusDays(1))
                .toList()
                .reversed();
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
