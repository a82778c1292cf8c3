package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.audit.Statistics.Grouping;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The statistics of all jobs, the newest jobs that did not succeed at once, and how many more of these are left out. */
public record Report(Statistics statistics, List<Job.Timeline> jobs, int left) {

    public Report {
        jobs = List.copyOf(jobs);
    }

    /** Makes a report of these attempts, which may come in any order. It shows as many jobs as the limit allows. */
    public static Report of(Stream<ListedAttempt> attempts, Grouping by, int limit, Instant now, ZoneId zone) {
        Map<String, List<ListedAttempt>> kept = new HashMap<>();
        Statistics.Counting counting = new Statistics.Counting(by, now, zone);
        attempts.forEach(attempt -> {
            counting.add(attempt);
            if (!attempt.id().isFirst() || Job.of(attempt, now).state() != JobState.SUCCEEDED) {
                kept.computeIfAbsent(attempt.id().jobId(), jobId -> new ArrayList<>())
                        .add(attempt);
            }
        });
        List<Job.Timeline> jobs = kept.values().stream()
                .map(ofJob -> Job.Timeline.of(ofJob, now))
                .sorted(Comparator.comparing(Job.Timeline::end).reversed())
                .toList();
        return new Report(counting.finish(), jobs.stream().limit(limit).toList(), Math.max(0, jobs.size() - limit));
    }
}
