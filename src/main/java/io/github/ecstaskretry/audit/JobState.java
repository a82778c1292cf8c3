package io.github.ecstaskretry.audit;

import io.github.ecstaskretry.audit.ListedAttempt.Next;
import io.github.ecstaskretry.decide.Outcome;
import java.time.Instant;

/** Where a job stands: it waits, it is in flight, or it has ended with an {@link Outcome} of the same name. */
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
            case Next.Ended ended -> valueOf(ended.outcome().name());
            case Next.Retry retry when newest.ruling().observed() -> OBSERVED;
            case Next.Retry retry -> retry.notBefore().isAfter(now) ? WAITING : RUNNING;
        };
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
