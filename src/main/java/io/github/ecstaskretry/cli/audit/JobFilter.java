package io.github.ecstaskretry.cli.audit;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which jobs to list, by the family, the cluster's name, the state, and the cause of the newest attempt. Null or empty selects all. */
public record JobFilter(
        @Nullable String family,
        @Nullable String cluster,
        List<AskedState> states,
        @Nullable String cause) {

    public static final JobFilter ALL = new JobFilter(null, null, List.of(), null);

    /** What a user may ask for: each {@link JobState}, and jobs that succeeded after more than one attempt. */
    public enum AskedState {
        WAITING(JobState.WAITING),
        HELD(JobState.HELD),
        RUNNING(JobState.RUNNING),
        OBSERVED(JobState.OBSERVED),
        SUCCEEDED(JobState.SUCCEEDED),
        RECOVERED(JobState.SUCCEEDED),
        FAILED(JobState.FAILED),
        EXHAUSTED(JobState.EXHAUSTED),
        EXPIRED(JobState.EXPIRED),
        CANCELLED(JobState.CANCELLED),
        UNLAUNCHABLE(JobState.UNLAUNCHABLE);

        private final JobState state;

        AskedState(JobState state) {
            this.state = state;
        }

        public JobState state() {
            return state;
        }

        private boolean selects(Job job) {
            return job.state() == state && (this != RECOVERED || job.attempts() > 1);
        }
    }

    public JobFilter {
        states = List.copyOf(states);
    }

    public boolean selects(Job job) {
        return fits(family, job.newest().family())
                && fits(cluster, job.newest().cluster())
                && fits(cause, job.newest().cause())
                && (states.isEmpty() || states.stream().anyMatch(asked -> asked.selects(job)));
    }

    /** Whether a job in one of these states may be selected. */
    public boolean mayBeIn(Collection<JobState> some) {
        return states.isEmpty() || states.stream().map(AskedState::state).anyMatch(some::contains);
    }

    private static boolean fits(@Nullable String asked, String found) {
        return asked == null || asked.equals(found);
    }
}
