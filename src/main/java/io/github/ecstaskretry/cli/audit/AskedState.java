package io.github.ecstaskretry.cli.audit;

/** What somebody may ask for by the state of a job: each {@link JobState}, and what is told apart within one. */
public enum AskedState {
    WAITING,
    RUNNING,
    OBSERVED,
    SUCCEEDED,
    /** Succeeded, and not at once. */
    RECOVERED,
    FAILED,
    EXHAUSTED,
    EXPIRED,
    CANCELLED,
    UNLAUNCHABLE;

    /** The state of the jobs that are asked for. */
    public JobState state() {
        return this == RECOVERED ? JobState.SUCCEEDED : JobState.valueOf(name());
    }

    boolean takes(Job job) {
        return job.state() == state() && (this != RECOVERED || job.attempts() > 1);
    }
}
