package io.github.ecstaskretry.cli.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A period.
 *
 * @param since its start, inclusive
 * @param until its end, exclusive
 */
public record TimeRange(Instant since, Instant until) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the end is not after the start
     */
    public TimeRange {
        if (!until.isAfter(since)) {
            throw new IllegalArgumentException("the time range starts at " + since.truncatedTo(ChronoUnit.SECONDS)
                    + " and must end after that, found " + until.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** Whether the time lies in the period. */
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
