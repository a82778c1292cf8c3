package io.github.ecstaskretry.cli.audit;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which jobs to answer with, by the family, the cluster's name, the state, and a cause of any attempt. Null or empty selects all. */
public record JobFilter(
        @Nullable String family,
        @Nullable String cluster,
        List<AskedState> states,
        @Nullable String cause) {

    public static final JobFilter ALL = new JobFilter(null, null, List.of(), null);

    /** The states that a user may ask for: each {@link JobState}, jobs that succeeded after more than one attempt, and every bad end. */
    public enum AskedState {
        WAITING,
        HELD,
        RUNNING,
        OBSERVED,
        SUCCEEDED,
        RECOVERED,
        LOST,
        FAILED,
        EXHAUSTED,
        EXPIRED,
        CANCELLED,
        UNLAUNCHABLE;

        private Set<JobState> states() {
            return switch (this) {
                case RECOVERED -> Set.of(JobState.SUCCEEDED);
                case LOST -> Set.of(JobState.FAILED, JobState.EXHAUSTED, JobState.EXPIRED, JobState.UNLAUNCHABLE);
                default -> Set.of(JobState.valueOf(name()));
            };
        }

        public boolean open() {
            return states().stream().anyMatch(JobState::open);
        }

        private boolean selects(Job job) {
            return states().contains(job.state()) && (this != RECOVERED || job.attempts() > 1);
        }
    }

    public JobFilter {
        states = List.copyOf(states);
    }

    public boolean selects(Job job) {
        return fits(family, job.newest().family())
                && fits(cluster, job.newest().cluster())
                && (cause == null || job.newest().hadCause(cause))
                && (states.isEmpty() || states.stream().anyMatch(asked -> asked.selects(job)));
    }

    /** Whether a job in one of these states may be selected. */
    public boolean mayBeIn(Collection<JobState> some) {
        return states.isEmpty()
                || states.stream().flatMap(asked -> asked.states().stream()).anyMatch(some::contains);
    }

    private static boolean fits(@Nullable String asked, String found) {
        return asked == null || asked.equals(found);
    }
}
