package io.github.ecstaskretry.cli.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The jobs that wait or run.
 *
 * @param jobs the earliest due first
 * @param overdueBefore a job that was due before this time is overdue
 */
public record PendingJobs(List<Job> jobs, Instant overdueBefore) {

    /** By default a re-run is overdue this long after it was due, if its end is not recorded. */
    public static final Duration OVERDUE_AFTER = Duration.ofHours(6);

    /** The jobs of the attempts that the pending index holds. */
    public static PendingJobs of(List<ListedAttempt> attempts, Instant overdueBefore, Instant now) {
        return new PendingJobs(
                attempts.stream()
                        .map(attempt -> Job.of(attempt, now))
                        .filter(job -> job.due() != null)
                        .sorted(Comparator.comparing((Job job) -> Objects.requireNonNull(job.due())))
                        .toList(),
                overdueBefore);
    }

    /** Whether the job's next attempt is overdue. */
    public boolean overdue(Job job) {
        Instant due = job.due();
        return due != null && due.isBefore(overdueBefore);
    }

    /** Whether any job is overdue. */
    public boolean anyOverdue() {
        return jobs.stream().anyMatch(this::overdue);
    }
}
