package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.audit.Statistics.Figures;
import io.github.ecstaskretry.cli.audit.Statistics.Grouping;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The statistics of all jobs, the newest jobs that did not succeed at once, and the number of those left out. */
public record Report(Question question, Statistics statistics, OutcomeChart chart, List<Job.Timeline> jobs, int left) {

    private static final Comparator<Map.Entry<String, Figures>> WORST_FIRST = Comparator.comparing(
            Map.Entry::getValue,
            Comparator.comparingInt(Figures::lost)
                    .thenComparingInt(Figures::failedFirst)
                    .thenComparingInt(Figures::jobs)
                    .reversed());

    /**
     * The question that a report answers.
     *
     * @param by what the figures are grouped by
     * @param jobs which jobs it is about
     * @param limit the most jobs with a timeline
     * @param zone of days and of the times that are shown
     */
    public record Question(Grouping by, JobFilter jobs, TimeRange range, int limit, Instant now, ZoneId zone) {

        /** The end of the period, or now if that is earlier. */
        public Instant until() {
            return range.until().isAfter(now) ? now : range.until();
        }
    }

    public Report {
        jobs = List.copyOf(jobs);
    }

    /** Makes a report of these attempts, which may come in any order. */
    public static Report of(Stream<ListedAttempt> attempts, Question question) {
        Instant now = question.now();
        Map<String, List<ListedAttempt>> kept = new HashMap<>();
        OutcomeChart.Counting ends = new OutcomeChart.Counting(question.zone());
        Statistics.JobCount counting =
                new Statistics.JobCount(question.by(), question.jobs(), now, question.zone(), ends::add);
        attempts.forEach(attempt -> {
            counting.add(attempt);
            if (!attempt.id().isFirst() || Job.of(attempt, now).state() != JobState.SUCCEEDED) {
                kept.computeIfAbsent(attempt.id().jobId(), jobId -> new ArrayList<>())
                        .add(attempt);
            }
        });
        List<Job.Timeline> jobs = kept.values().stream()
                .map(ofJob -> Job.Timeline.of(ofJob, now))
                .filter(timeline -> question.jobs().selects(timeline.job()))
                .sorted(Comparator.comparing(Job.Timeline::end).reversed())
                .toList();
        int shown = Math.min(question.limit(), jobs.size());
        return new Report(
                question,
                counting.finish(),
                ends.finish(question.range(), now),
                jobs.subList(0, shown),
                jobs.size() - shown);
    }

    /** The groups' figures, the group with the most lost jobs first; days are in their order. */
    public List<Map.Entry<String, Figures>> groups() {
        Stream<Map.Entry<String, Figures>> groups = statistics.groups().entrySet().stream();
        return (question.by() == Grouping.DAY ? groups : groups.sorted(WORST_FIRST)).toList();
    }
}
