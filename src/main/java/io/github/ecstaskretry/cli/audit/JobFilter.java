package io.github.ecstaskretry.cli.audit;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are asked for; what is null or empty takes all.
 *
 * @param family of the task definition
 * @param cluster the cluster's name
 * @param states one of which the job is in
 * @param cause of the newest attempt
 */
public record JobFilter(
        @Nullable String family,
        @Nullable String cluster,
        List<AskedState> states,
        @Nullable String cause) {

    /** Takes every job. */
    public static final JobFilter ALL = new JobFilter(null, null, List.of(), null);

    public JobFilter {
        states = List.copyOf(states);
    }

    /** Whether the job is asked for. */
    public boolean takes(Job job) {
        return fits(family, job.newest().subject().family())
                && fits(cluster, job.newest().subject().cluster())
                && fits(cause, job.newest().ruling().cause())
                && (states.isEmpty() || states.stream().anyMatch(asked -> asked.takes(job)));
    }

    /** Whether jobs in one of these states may be asked for. */
    public boolean takesAny(Collection<JobState> some) {
        return states.isEmpty() || states.stream().map(AskedState::state).anyMatch(some::contains);
    }

    private static boolean fits(@Nullable String asked, String found) {
        return asked == null || asked.equals(found);
    }
}
