package io.github.ecstaskretry.cli.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * From one time, inclusive, to another, exclusive.
 *
 * @param since the first instant
 * @param until the first instant after
 */
public record TimeRange(Instant since, Instant until) {

    /**
     * Checks that some time lies in the range.
     *
     * @throws IllegalArgumentException when it does not end after it begins
     */
    public TimeRange {
        if (!until.isAfter(since)) {
            throw new IllegalArgumentException("the time range begins at " + since.truncatedTo(ChronoUnit.SECONDS)
                    + " and has to end after that, found " + until.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** Whether the time lies in the range. */
    public boolean contains(Instant time) {
        return !time.isBefore(since) && time.isBefore(until);
    }

    /** The days in UTC that the range touches, the last first: the days of {@code outcomeDay}. */
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
