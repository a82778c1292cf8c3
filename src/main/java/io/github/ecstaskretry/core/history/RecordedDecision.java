package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.task.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A decision as the table keeps it: everything that carrying it out again needs, and no value of any environment. */
public sealed interface RecordedDecision {

    /**
     * Run it again.
     *
     * @param delaySeconds whole seconds
     * @param notBefore when the re-run may start
     * @param launchRequest RunTask's parameters as JSON, values of the environment left out
     * @param pending whether the next attempt is to be launched and has not been recorded yet; never when only observed
     */
    record Retry(long delaySeconds, Instant notBefore, String launchRequest, boolean pending)
            implements RecordedDecision {}

    /**
     * The job has ended.
     *
     * @param outcome how the job ended
     * @param announce whether the policy asked for a notice; never when only observed
     * @param announcedAt when the notice was sent; null: not yet, or not asked for
     */
    record End(Outcome outcome, boolean announce, @Nullable Instant announcedAt) implements RecordedDecision {

        /** Whether a notice was asked for that has not been sent. */
        public boolean noticeDue() {
            return announce && announcedAt == null;
        }
    }
}
