package io.github.ecstaskretry.cli.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What waits or is in flight.
 *
 * @param jobs the earliest due first
 * @param tooLongAgo what was due before that is overdue
 */
public record PendingJobs(List<Job> jobs, Instant tooLongAgo) {

    /** Where nobody says otherwise, a re-run is overdue when so long after it was due its end is not recorded. */
    public static final Duration OVERDUE_AFTER = Duration.ofHours(6);

    /** The jobs of the attempts whose next one is pending. */
    public static PendingJobs of(List<ListedAttempt> attempts, Instant tooLongAgo, Instant now) {
        return new PendingJobs(
                attempts.stream()
                        .map(attempt -> Job.of(attempt, now))
                        .filter(job -> job.due() != null)
                        .sorted(Comparator.comparing((Job job) -> Objects.requireNonNull(job.due())))
                        .toList(),
                tooLongAgo);
    }

    /** Whether the job's next attempt was due too long ago. */
    public boolean overdue(Job job) {
        Instant due = job.due();
        return due != null && due.isBefore(tooLongAgo);
    }

    /** Whether there is such a job. */
    public boolean anyOverdue() {
        return jobs.stream().anyMatch(this::overdue);
    }
}
