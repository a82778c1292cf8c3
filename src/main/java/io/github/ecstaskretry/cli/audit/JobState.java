package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.task.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of a job: it waits, its next attempt runs, or it has ended with an {@link Outcome}. */
public enum JobState {
    /** The next attempt is not due yet. */
    WAITING,
    /** The next attempt may not start yet, due or not, because the retry is held. */
    HELD,
    /** The next attempt was due and its end is not recorded: it is being launched or it runs. */
    RUNNING,
    /** The policy would have retried, but it only observes. */
    OBSERVED,
    SUCCEEDED,
    FAILED,
    EXHAUSTED,
    EXPIRED,
    CANCELLED,
    UNLAUNCHABLE;

    public static JobState of(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED, RECOVERED -> SUCCEEDED;
            case FAILED -> FAILED;
            case EXHAUSTED -> EXHAUSTED;
            case EXPIRED -> EXPIRED;
            case CANCELLED -> CANCELLED;
            case UNLAUNCHABLE -> UNLAUNCHABLE;
        };
    }

    /** The state of a job by its newest attempt. It has an outcome if the job has ended; else {@code nextDue} is when the next attempt may start. */
    static JobState of(
            @Nullable Outcome outcome, boolean observed, boolean held, @Nullable Instant nextDue, Instant now) {
        if (outcome != null) {
            return of(outcome);
        }
        if (observed) {
            return OBSERVED;
        }
        if (held) {
            return HELD;
        }
        return nextDue != null && nextDue.isAfter(now) ? WAITING : RUNNING;
    }

    /** Whether another attempt may still be recorded. */
    public boolean open() {
        return this == WAITING || this == HELD || this == RUNNING;
    }

    /** Whether the job has ended without success, and nobody cancelled it. */
    public boolean lost() {
        return !open() && this != OBSERVED && this != SUCCEEDED && this != CANCELLED;
    }
}
