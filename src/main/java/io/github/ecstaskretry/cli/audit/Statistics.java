package io.github.ecstaskretry.cli.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Jobs in figures.
 *
 * @param all of every job
 * @param groups of the jobs that belong together, by what they have in common
 */
public record Statistics(Figures all, SortedMap<String, Figures> groups) {

    public Statistics {
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    /**
     * Counts the jobs of these attempts. First-time successes, most of what a table holds, are counted and let go.
     *
     * @param attempts in any order
     * @param zone where a day begins
     */
    public static Statistics of(Iterator<ListedAttempt> attempts, Grouping by, Instant now, ZoneId zone) {
        Counting counting = new Counting(by, now, zone);
        Map<String, TrackedJob> tracked = new HashMap<>();
        while (attempts.hasNext()) {
            ListedAttempt attempt = attempts.next();
            if (attempt.id().isFirst() && attempt.next() instanceof ListedAttempt.Next.Ended) {
                counting.add(TrackedJob.of(attempt));
            } else {
                tracked.merge(attempt.id().jobId(), TrackedJob.of(attempt), TrackedJob::and);
            }
        }
        tracked.values().forEach(counting::add);
        return counting.statistics();
    }

    private static final class Counting {

        private final Grouping by;
        private final Instant now;
        private final ZoneId zone;
        private final Tally all;
        private final SortedMap<String, Tally> groups = new TreeMap<>();

        Counting(Grouping by, Instant now, ZoneId zone) {
            this.by = by;
            this.now = now;
            this.zone = zone;
            this.all = new Tally(now, zone);
        }

        void add(TrackedJob job) {
            all.add(job);
            groups.computeIfAbsent(by.key(job, now, zone), key -> new Tally(now, zone))
                    .add(job);
        }

        Statistics statistics() {
            SortedMap<String, Figures> figures = new TreeMap<>();
            groups.forEach((key, tally) -> figures.put(key, tally.figures()));
            return new Statistics(all.figures(), figures);
        }
    }
}
