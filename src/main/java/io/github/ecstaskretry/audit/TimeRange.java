package io.github.ecstaskretry.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * From one time, inclusive, to another, exclusive.
 *
 * @param since the first instant
 * @param until the first instant after
 */
public record TimeRange(Instant since, Instant until) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException when it ends before it begins
     */
    public TimeRange {
        if (until.isBefore(since)) {
            throw new IllegalArgumentException("the time range ends at " + until + " before it begins at " + since);
        }
    }

    /** Whether the time lies in the range. */
    public boolean contains(Instant time) {
        return !time.isBefore(since) && time.isBefore(until);
    }

    /** The days in UTC that the range touches, the last first: the days of {@code outcomeDay}. */
    public List<LocalDate> daysNewestFirst() {
        return day(since).datesUntil(day(until).plusDays(1)).toList().reversed();
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
