package io.github.ecstaskretry.cli.audit;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a set of jobs.
 *
 * @param jobs all of them
 * @param attempts all of their attempts that have ended
 * @param firstTime succeeded at the first attempt
 * @param recovered succeeded at a later attempt
 * @param untimed recovered, but the first attempt is unknown and with it the time to recovery
 * @param lost ended without success
 * @param exhausted lost because all attempts were used
 * @param open wait or run
 * @param observed would have been retried if the policy did more than observe
 * @param wasted tasks that re-ran jobs that were lost all the same
 * @param meanRecovery from the first attempt's stop to the success; null if no job recovered
 * @param p95Recovery 95 % of the recoveries took no longer (nearest rank); null if no job recovered
 * @param days the number of jobs by the day of their last stop
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

    /** The part of the ended jobs that succeeded at the first attempt, 0 to 1; null if no job has ended. */
    public @Nullable Double firstTimeRate() {
        return rate(firstTime, firstTime + recovered + lost);
    }

    /** The part of the ended jobs with a failed first attempt that recovered, 0 to 1; null if there are no such jobs. */
    public @Nullable Double recoveryRate() {
        return rate(recovered, recovered + lost);
    }

    private static @Nullable Double rate(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    /** Counts jobs one by one. */
    static final class Tally {

        private final List<Duration> recoveries = new ArrayList<>();
        private final SortedMap<LocalDate, Integer> days = new TreeMap<>();
        private int jobs;
        private int attempts;
        private int firstTime;
        private int recovered;
        private int lost;
        private int exhausted;
        private int open;
        private int observed;
        private int wasted;

        /**
         * Counts a job.
         *
         * @param recovery from the first attempt's stop to the last one's; null if unknown
         * @param reruns how many tasks re-ran the job
         */
        void add(Job job, LocalDate day, @Nullable Duration recovery, int reruns) {
            jobs++;
            attempts += job.attempts();
            days.merge(day, 1, Integer::sum);
            switch (job.state()) {
                case WAITING, RUNNING -> open++;
                case OBSERVED -> observed++;
                case SUCCEEDED -> {
                    if (job.attempts() == 1) {
                        firstTime++;
                    } else {
                        recovered++;
                        if (recovery != null) {
                            recoveries.add(recovery);
                        }
                    }
                }
                case FAILED, EXHAUSTED, EXPIRED, CANCELLED, UNLAUNCHABLE -> {
                    lost++;
                    wasted += reruns;
                    exhausted += job.state() == JobState.EXHAUSTED ? 1 : 0;
                }
            }
        }

        Figures figures() {
            List<Duration> sorted = recoveries.stream().sorted().toList();
            int timed = sorted.size();
            return new Figures(
                    jobs,
                    attempts,
                    firstTime,
                    recovered,
                    recovered - timed,
                    lost,
                    exhausted,
                    open,
                    observed,
                    wasted,
                    timed == 0
                            ? null
                            : sorted.stream()
                                    .reduce(Duration.ZERO, Duration::plus)
                                    .dividedBy(timed),
                    timed == 0 ? null : sorted.get(Math.ceilDiv(95 * timed, 100) - 1),
                    days);
        }
    }
}
