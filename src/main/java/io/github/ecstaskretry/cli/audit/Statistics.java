package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.audit.Tally.JobTotals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts of all jobs, and of the jobs of each group. */
public record Statistics(Figures all, SortedMap<String, Figures> groups) {

    private static final String BEGAN_EARLIER = "(began earlier)";

    /** The keys by which {@code stats} and {@code report} group jobs. */
    public enum Grouping {
        FAMILY,
        CLUSTER,
        /** The cause of the job's first attempt; {@value #BEGAN_EARLIER} if the table no longer holds that attempt. */
        CAUSE,
        /** The policy and the rule that decided after the first attempt, such as {@code nightly/throttled}. */
        RULE,
        OUTCOME,
        /** The day of the job's last stop. */
        DAY,
        /** The hour of the job's last stop. */
        HOUR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Counts of a set of jobs.
     *
     * @param attempts all of their attempts that have ended
     * @param firstTime succeeded at the first attempt
     * @param recovered succeeded at a later attempt
     * @param untimed recovered, but the first attempt is unknown and with it the time to recovery
     * @param lost ended without success
     * @param cancelled by a person, and neither lost nor in a rate
     * @param exhausted lost because all attempts were used
     * @param open wait or run
     * @param observed would have been retried if the policy did more than observe
     * @param wasted tasks that re-ran jobs that were lost all the same
     * @param reruns what the tasks after the first used
     * @param lostWork what the tasks of lost jobs used, re-runs included
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
            int cancelled,
            int exhausted,
            int open,
            int observed,
            int wasted,
            TaskUsage reruns,
            TaskUsage lostWork,
            @Nullable Duration meanRecovery,
            @Nullable Duration p95Recovery,
            SortedMap<LocalDate, Integer> days) {

        public Figures {
            days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
        }

        /** The jobs that did not succeed at the first attempt, or not yet. */
        public int failedFirst() {
            return jobs - firstTime;
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
    }

    public Statistics {
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    /** Counts the jobs of these attempts, which may come in any order, if the filter selects them. Days begin in the zone. */
    public static JobCount count(
            Stream<ListedAttempt> attempts, Grouping by, JobFilter filter, Instant now, ZoneId zone) {
        JobCount counting = new JobCount(by, filter, now, zone, job -> {});
        attempts.forEach(counting::add);
        return counting;
    }

    /** Counts jobs by their attempts, in any order. Keeps no first-time success, because most jobs are one. */
    public static final class JobCount {

        private final Grouping by;
        private final JobFilter filter;
        private final Instant now;
        private final ZoneId zone;
        private final Consumer<Job> counted;
        private final Map<String, JobTotals> unfinished = new HashMap<>();
        private final Tally all = new Tally();
        private final SortedMap<String, Tally> groups = new TreeMap<>();

        /** Hands each job that it counts to {@code counted}, in no order. */
        JobCount(Grouping by, JobFilter filter, Instant now, ZoneId zone, Consumer<Job> counted) {
            this.by = by;
            this.filter = filter;
            this.now = now;
            this.zone = zone;
            this.counted = counted;
        }

        void add(ListedAttempt attempt) {
            JobTotals seen = JobTotals.of(attempt);
            if (attempt.id().isFirst() && attempt.outcome() != null) {
                count(seen);
            } else {
                unfinished.merge(attempt.id().jobId(), seen, JobTotals::and);
            }
        }

        private void countUnfinished() {
            unfinished.values().forEach(this::count);
            unfinished.clear();
        }

        public Statistics finish() {
            countUnfinished();
            SortedMap<String, Figures> figures = new TreeMap<>();
            groups.forEach((key, tally) -> figures.put(key, tally.figures()));
            return new Statistics(all.figures(), figures);
        }

        /** The figures of all jobs of several places. */
        public static Figures total(Stream<JobCount> places) {
            Tally total = new Tally();
            places.forEach(place -> {
                place.countUnfinished();
                total.add(place.all);
            });
            return total.figures();
        }

        private void count(JobTotals seen) {
            Job job = Job.of(seen.newest(), now);
            if (!filter.selects(job)) {
                return;
            }
            counted.accept(job);
            ZonedDateTime end = job.newest().stoppedAt().atZone(zone);
            LocalDate day = end.toLocalDate();
            ListedAttempt first = seen.oldest();
            String key = switch (by) {
                case FAMILY -> job.newest().family();
                case CLUSTER -> job.newest().cluster();
                case CAUSE -> first.id().isFirst() ? first.cause() : BEGAN_EARLIER;
                case RULE -> first.id().isFirst() ? first.policy() + "/" + first.rule() : BEGAN_EARLIER;
                case OUTCOME -> job.state().name();
                case DAY -> day.toString();
                case HOUR -> day + " " + end.toLocalTime().truncatedTo(ChronoUnit.HOURS);
            };
            all.add(job, day, seen);
            groups.computeIfAbsent(key, added -> new Tally()).add(job, day, seen);
        }
    }
}
