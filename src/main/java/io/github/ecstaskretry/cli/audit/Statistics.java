package io.github.ecstaskretry.cli.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts of all jobs, and of the jobs of each group. */
public record Statistics(Figures all, SortedMap<String, Figures> groups) {

    private static final String BEGAN_EARLIER = "(began earlier)";

    /** What {@code stats} and {@code report} group jobs by. */
    public enum Grouping {
        FAMILY,
        /** What ended the job's first attempt; {@value #BEGAN_EARLIER} if the table no longer holds that attempt. */
        CAUSE,
        OUTCOME,
        DAY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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

    /** Counts the jobs of these attempts, which may come in any order. Days begin in the zone. */
    public static Statistics of(Stream<ListedAttempt> attempts, Grouping by, Instant now, ZoneId zone) {
        Counting counting = new Counting(by, now, zone, job -> {});
        attempts.forEach(counting::add);
        return counting.finish();
    }

    /** Counts jobs by their attempts, in any order. Keeps no first-time success, because most jobs are one. */
    static final class Counting {

        private final Grouping by;
        private final Instant now;
        private final ZoneId zone;
        private final Consumer<Job> counted;
        private final Map<String, JobTotals> unfinished = new HashMap<>();
        private final Tally all = new Tally();
        private final SortedMap<String, Tally> groups = new TreeMap<>();

        /** Hands each job to {@code counted}, in no order. */
        Counting(Grouping by, Instant now, ZoneId zone, Consumer<Job> counted) {
            this.by = by;
            this.now = now;
            this.zone = zone;
            this.counted = counted;
        }

        void add(ListedAttempt attempt) {
            JobTotals seen = new JobTotals(attempt, attempt, attempt.isRerun() ? 1 : 0);
            if (attempt.id().isFirst() && attempt.outcome() != null) {
                count(seen);
            } else {
                unfinished.merge(attempt.id().jobId(), seen, JobTotals::and);
            }
        }

        Statistics finish() {
            unfinished.values().forEach(this::count);
            SortedMap<String, Figures> figures = new TreeMap<>();
            groups.forEach((key, tally) -> figures.put(key, tally.figures()));
            return new Statistics(all.figures(), figures);
        }

        private void count(JobTotals seen) {
            Job job = Job.of(seen.newest(), now);
            counted.accept(job);
            LocalDate day = job.newest().stoppedAt().atZone(zone).toLocalDate();
            String key = switch (by) {
                case FAMILY -> job.newest().family();
                case CAUSE -> seen.oldest().id().isFirst() ? seen.oldest().cause() : BEGAN_EARLIER;
                case OUTCOME -> job.state().name();
                case DAY -> day.toString();
            };
            all.add(job, day, seen);
            groups.computeIfAbsent(key, added -> new Tally()).add(job, day, seen);
        }
    }

    /** A job's attempts with the lowest and the highest number so far, and the number of its re-run tasks; a failed launch starts none. */
    private record JobTotals(ListedAttempt oldest, ListedAttempt newest, int reruns) {

        JobTotals and(JobTotals other) {
            return new JobTotals(
                    other.oldest.id().number() < oldest.id().number() ? other.oldest : oldest,
                    other.newest.id().number() > newest.id().number() ? other.newest : newest,
                    reruns + other.reruns);
        }
    }

    /** Counts jobs one by one. */
    private static final class Tally {

        private final Map<JobState, Integer> states = new EnumMap<>(JobState.class);
        private final List<Duration> recoveries = new ArrayList<>();
        private final SortedMap<LocalDate, Integer> days = new TreeMap<>();
        private int attempts;
        private int firstTime;
        private int wasted;

        void add(Job job, LocalDate day, JobTotals seen) {
            states.merge(job.state(), 1, Integer::sum);
            days.merge(day, 1, Integer::sum);
            attempts += job.attempts();
            if (job.state().lost()) {
                wasted += seen.reruns();
            } else if (job.state() == JobState.SUCCEEDED && job.attempts() == 1) {
                firstTime++;
            } else if (job.state() == JobState.SUCCEEDED && seen.oldest().id().isFirst()) {
                recoveries.add(Duration.between(
                        seen.oldest().stoppedAt(), seen.newest().stoppedAt()));
            }
        }

        Figures figures() {
            List<Duration> sorted = recoveries.stream().sorted().toList();
            int timed = sorted.size();
            int recovered = count(JobState.SUCCEEDED::equals) - firstTime;
            Duration total = sorted.stream().reduce(Duration.ZERO, Duration::plus);
            return new Figures(
                    count(state -> true),
                    attempts,
                    firstTime,
                    recovered,
                    recovered - timed,
                    count(JobState::lost),
                    count(JobState.EXHAUSTED::equals),
                    count(JobState::open),
                    count(JobState.OBSERVED::equals),
                    wasted,
                    timed == 0 ? null : total.dividedBy(timed),
                    timed == 0 ? null : sorted.get(Math.ceilDiv(95 * timed, 100) - 1),
                    days);
        }

        private int count(Predicate<JobState> wanted) {
            return states.entrySet().stream()
                    .filter(entry -> wanted.test(entry.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }
    }
}
