package io.github.ecstaskretry.cli.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What a report shows.
 *
 * @param statistics of every job
 * @param jobs those that needed more than a first-time success, the newest first, at most as many as were asked for
 * @param left how many more there are
 */
public record Report(Statistics statistics, List<JobTimeline> jobs, int left) {

    public Report {
        jobs = List.copyOf(jobs);
    }

    /**
     * Puts the report together.
     *
     * @param attempts in any order
     * @param limit how many jobs are shown
     */
    public static Report of(Iterator<ListedAttempt> attempts, Grouping by, int limit, Instant now, ZoneId zone) {
        Map<String, List<ListedAttempt>> timelines = new HashMap<>();
        Statistics statistics = Statistics.of(new Keeping(attempts, timelines), by, now, zone);
        List<JobTimeline> jobs = timelines.values().stream()
                .map(timeline -> JobTimeline.of(timeline, now))
                .sorted(Comparator.comparing(JobTimeline::end).reversed())
                .toList();
        return new Report(statistics, jobs.stream().limit(limit).toList(), Math.max(0, jobs.size() - limit));
    }

    /** Keeps what has a story, on its way to be counted. */
    private record Keeping(Iterator<ListedAttempt> attempts, Map<String, List<ListedAttempt>> kept)
            implements Iterator<ListedAttempt> {

        @Override
        public boolean hasNext() {
            return attempts.hasNext();
        }

        @Override
        public ListedAttempt next() {
            ListedAttempt attempt = attempts.next();
            if (!attempt.id().isFirst()
                    || Job.of(attempt, attempt.times().stoppedAt()).state() != JobState.SUCCEEDED) {
                kept.computeIfAbsent(attempt.id().jobId(), jobId -> new ArrayList<>())
                        .add(attempt);
            }
            return attempt;
        }
    }
}
