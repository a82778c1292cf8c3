package io.github.ecstaskretry.cli.audit;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a set of jobs amounts to.
 *
 * @param jobs all of them
 * @param attempts of all of them, as far as they have ended
 * @param firstTime ended with success at the first attempt
 * @param recovered ended with success at a later attempt
 * @param untimed of the recovered ones, those whose first attempt is not known, so that nobody knows how long it took
 * @param lost ended without success
 * @param exhausted of the lost ones, those whose attempts were spent
 * @param open wait or are in flight
 * @param observed would have been tried again, if the policy did more than observe
 * @param wasted tasks that were started again for jobs that were lost all the same
 * @param meanRecovery from the first attempt's stop to the success; null where no job recovered
 * @param p95Recovery the same of which 95 % were no slower, by the nearest rank
 * @param days how many jobs had their last stop on each day
 */
public record Figures(
        int jobs,
        int attempts,
        int firstTime,
        int recovered,
        int untimed,
        int lost,
        int exhausted,
        int open,
        int observed,
        int wasted,
        @Nullable Duration meanRecovery,
        @Nullable Duration p95Recovery,
        SortedMap<LocalDate, Integer> days) {

    public Figures {
        days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }

    /** Of the jobs that have ended, how many did so by success at the first attempt: 0 to 1; null where none has ended. */
    public @Nullable Double firstTimeRate() {
        return rate(firstTime, firstTime + recovered + lost);
    }

    /** Of the jobs that have ended and whose first attempt failed, how many recovered: 0 to 1; null where there is none. */
    public @Nullable Double recoveryRate() {
        return rate(recovered, recovered + lost);
    }

    private static @Nullable Double rate(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
