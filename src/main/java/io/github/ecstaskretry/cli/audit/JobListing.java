package io.github.ecstaskretry.cli.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Jobs, the newest first.
 *
 * @param jobs as many as were asked for, and those that stopped in the same millisecond as the last of them
 * @param next the end of the time to ask about for the others, earlier each time it is asked about; null when there are none
 */
public record JobListing(List<Job> jobs, @Nullable Instant next) {

    public JobListing {
        jobs = List.copyOf(jobs);
    }

    /** Whether there are others. */
    public boolean more() {
        return next != null;
    }

    /**
     * The jobs of these attempts; reads no further than it has to.
     *
     * @param attempts newest first: the first of a job is its newest
     * @param upToDate the newest attempt of a job that goes on beyond the attempts
     * @param limit how many jobs
     */
    public static JobListing of(
            Iterator<ListedAttempt> attempts,
            UnaryOperator<ListedAttempt> upToDate,
            JobFilter filter,
            int limit,
            Instant now) {
        List<Job> jobs = new ArrayList<>();
        Instant reached = now;
        Set<String> seen = new HashSet<>();
        while (attempts.hasNext()) {
            ListedAttempt attempt = attempts.next();
            if (!seen.add(attempt.id().jobId())) {
                continue;
            }
            Job job = Job.of(attempt.goesOn() ? upToDate.apply(attempt) : attempt, now);
            if (filter.takes(job)) {
                Instant stoppedAt = attempt.times().stoppedAt();
                // Times have milliseconds: a listing that ended within one could not be continued by time.
                if (jobs.size() >= limit && stoppedAt.isBefore(reached)) {
                    return new JobListing(jobs, stoppedAt.plusMillis(1));
                }
                jobs.add(job);
                reached = stoppedAt;
            }
        }
        return new JobListing(jobs, null);
    }
}
