package io.github.ecstaskretry.cli.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts of jobs.
 *
 * @param all of every job
 * @param groups of the jobs that belong together, by what they have in common
 */
public record Statistics(Figures all, SortedMap<String, Figures> groups) {

    public Statistics {
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    /**
     * Counts the jobs of these attempts.
     *
     * @param attempts in any order
     * @param zone where a day begins
     */
    public static Statistics of(Iterator<ListedAttempt> attempts, Grouping by, Instant now, ZoneId zone) {
        Counting counting = new Counting(by, now, zone);
        attempts.forEachRemaining(counting::add);
        return counting.finish();
    }

    /** Counts jobs by their attempts, in any order. Keeps no first-time success, because most jobs are one. */
    static final class Counting {

        private final Grouping by;
        private final Instant now;
        private final ZoneId zone;
        private final Map<String, Seen> unfinished = new HashMap<>();
        private final Figures.Tally all = new Figures.Tally();
        private final SortedMap<String, Figures.Tally> groups = new TreeMap<>();

        Counting(Grouping by, Instant now, ZoneId zone) {
            this.by = by;
            this.now = now;
            this.zone = zone;
        }

        void add(ListedAttempt attempt) {
            Seen seen = new Seen(attempt, attempt, attempt.isRerun() ? 1 : 0);
            if (attempt.id().isFirst() && attempt.outcome() != null) {
                count(seen);
            } else {
                unfinished.merge(attempt.id().jobId(), seen, Seen::and);
            }
        }

        Statistics finish() {
            unfinished.values().forEach(this::count);
            SortedMap<String, Figures> figures = new TreeMap<>();
            groups.forEach((key, tally) -> figures.put(key, tally.figures()));
            return new Statistics(all.figures(), figures);
        }

        private void count(Seen seen) {
            Job job = Job.of(seen.newest(), now);
            LocalDate day = job.newest().stoppedAt().atZone(zone).toLocalDate();
            String key = switch (by) {
                case FAMILY -> job.newest().family();
                case CAUSE -> seen.oldest().id().isFirst() ? seen.oldest().cause() : Grouping.BEGAN_EARLIER;
                case OUTCOME -> job.state().name();
                case DAY -> day.toString();
            };
            all.add(job, day, seen.recovery(), seen.reruns());
            groups.computeIfAbsent(key, added -> new Figures.Tally()).add(job, day, seen.recovery(), seen.reruns());
        }
    }

    /**
     * The attempts of a job so far.
     *
     * @param oldest the attempt with the lowest number
     * @param newest the attempt with the highest number
     * @param reruns how many attempts after the first started a task; a failed or cancelled launch starts none
     */
    private record Seen(ListedAttempt oldest, ListedAttempt newest, int reruns) {

        Seen and(Seen other) {
            return new Seen(
                    other.oldest.id().number() < oldest.id().number() ? other.oldest : oldest,
                    other.newest.id().number() > newest.id().number() ? other.newest : newest,
                    reruns + other.reruns);
        }

        /** From the stop of the first attempt to that of the last; null if the first is not among the attempts. */
        @Nullable Duration recovery() {
            return oldest.id().isFirst() ? Duration.between(oldest.stoppedAt(), newest.stoppedAt()) : null;
        }
    }
}
