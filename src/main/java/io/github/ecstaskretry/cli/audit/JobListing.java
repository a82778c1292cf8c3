package io.github.ecstaskretry.cli.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Jobs, newest first.
 *
 * @param jobs at most the limit, plus those that stopped in the same millisecond as the last of them
 * @param next the {@code until} that lists the next jobs, earlier with each listing; null at the end
 */
public record JobListing(List<Job> jobs, @Nullable Instant next) {

    public JobListing {
        jobs = List.copyOf(jobs);
    }

    /** The jobs of all places. The next listing starts where the latest place stopped, and so repeats jobs of the other places. */
    public static JobListing of(SideBySide<JobListing> answers) {
        if (answers.places().isEmpty()) {
            return answers.found().getFirst().value();
        }
        List<Job> jobs = answers.found().stream()
                .flatMap(answer -> answer.value().jobs().stream().map(job -> job.in(answer.place())))
                .sorted(Comparator.comparing((Job job) -> job.newest().stoppedAt())
                        .reversed())
                .toList();
        return new JobListing(
                jobs,
                answers.found().stream()
                        .flatMap(answer -> Stream.ofNullable(answer.value().next()))
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    public boolean more() {
        return next != null;
    }

    /**
     * Lists the jobs of these attempts. Reads no more attempts than it needs.
     *
     * @param attempts newest first: the first one of a job is its newest
     * @param upToDate finds the newest attempt of a job that goes on beyond these attempts
     * @param limit the number of jobs
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
            if (filter.selects(job)) {
                // Times have milliseconds, so a listing that ended within one could not be continued.
                if (jobs.size() >= limit && attempt.stoppedAt().isBefore(reached)) {
                    return new JobListing(jobs, attempt.stoppedAt().plusMillis(1));
                }
                jobs.add(job);
                reached = attempt.stoppedAt();
            }
        }
        return new JobListing(jobs, null);
    }
}
