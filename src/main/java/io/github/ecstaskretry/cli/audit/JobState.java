package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.audit.ListedAttempt.Next;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Instant;

/** Where a job stands: it waits, it is in flight, or it has ended with an {@link Outcome}. */
public enum JobState {
    /** The next attempt is not due yet. */
    WAITING,
    /** The next attempt was due and its end is not recorded: it is being launched, or it runs. */
    RUNNING,
    /** The policy would have tried again, but only observes. */
    OBSERVED,
    /** The work was done. */
    SUCCEEDED,
    /** Trying again was no use. */
    FAILED,
    /** The attempts were spent. */
    EXHAUSTED,
    /** The deadline had passed. */
    EXPIRED,
    /** Stopped on purpose. */
    CANCELLED,
    /** It could not be re-run faithfully. */
    UNLAUNCHABLE;

    /** The state of a job whose newest attempt this is. */
    static JobState of(ListedAttempt newest, Instant now) {
        return switch (newest.next()) {
            case Next.Ended ended -> ended(ended.outcome());
            case Next.Retry retry -> retried(newest.ruling().observed(), retry.notBefore(), now);
        };
    }

    /** The state of a job that has ended so. */
    public static JobState ended(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED, RECOVERED -> SUCCEEDED;
            case FAILED -> FAILED;
            case EXHAUSTED -> EXHAUSTED;
            case EXPIRED -> EXPIRED;
            case CANCELLED -> CANCELLED;
            case UNLAUNCHABLE -> UNLAUNCHABLE;
        };
    }

    /**
     * The state of a job whose newest attempt is followed by another.
     *
     * @param observed whether it only would be
     * @param due when the next one is to be launched
     */
    static JobState retried(boolean observed, Instant due, Instant now) {
        if (observed) {
            return OBSERVED;
        }
        return due.isAfter(now) ? WAITING : RUNNING;
    }

    /** Whether another attempt may still be recorded. */
    public boolean open() {
        return this == WAITING || this == RUNNING;
    }

    /** Whether the job has ended without its work done. */
    public boolean lost() {
        return !open() && this != OBSERVED && this != SUCCEEDED;
    }
}
