package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.task.AttemptId;

/**
 * An attempt that the new file decides differently.
 *
 * @param recovered whether the job succeeded later, according to the table
 * @param afterOtherTimes whether an earlier attempt of the job has another delay, so that this one may have ended otherwise
 */
public record Change(
        AttemptId attempt,
        String family,
        Kind kind,
        Judgement before,
        Judgement after,
        boolean recovered,
        boolean afterOtherTimes) {

    /** The kinds of changes, the most important first. */
    public enum Kind {
        /** The recorded retry would not have been launched. */
        NO_LONGER_RETRIED,
        /** A retry would have been launched where none was. */
        NEWLY_RETRIED,
        /** The job would have ended differently, or would not have been adopted. */
        OTHER_END,
        /** The retry would have another delay or deadline. */
        OTHER_TIME,
        /** The end would be announced, or no longer. */
        OTHER_NOTICE,
        /** Another rule or policy decides the same. */
        OTHER_RULE;

        /** Whether it is unknown how the job would have continued. */
        public boolean endsWhatIsKnown() {
            return this == NO_LONGER_RETRIED || this == NEWLY_RETRIED || this == OTHER_END;
        }
    }

    /** Whether the job recovered by the retry that would not have been launched. */
    public boolean losesRecovery() {
        return kind == Kind.NO_LONGER_RETRIED && recovered;
    }

    static Change of(
            RecordedAttempt attempt, Judgement before, Judgement after, boolean recovered, boolean afterOtherTimes) {
        return new Change(
                attempt.id(),
                attempt.subject().family(),
                kind(before, after),
                before,
                after,
                recovered,
                afterOtherTimes);
    }

    private static Kind kind(Judgement before, Judgement after) {
        if (before.launches() != after.launches()) {
            return before.launches() ? Kind.NO_LONGER_RETRIED : Kind.NEWLY_RETRIED;
        }
        if (before.next() instanceof Judgement.Ended end && after.next() instanceof Judgement.Ended other) {
            return end.outcome() != other.outcome()
                    ? Kind.OTHER_END
                    : end.announce() != other.announce() ? Kind.OTHER_NOTICE : Kind.OTHER_RULE;
        }
        if (!before.next().getClass().equals(after.next().getClass())) {
            return Kind.OTHER_END;
        }
        return before.next().equals(after.next()) ? Kind.OTHER_RULE : Kind.OTHER_TIME;
    }
}
