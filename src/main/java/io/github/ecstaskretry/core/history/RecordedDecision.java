package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.task.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decision as the table keeps it, with everything that is needed to carry it out again. */
public sealed interface RecordedDecision {

    /**
     * Run it again.
     *
     * @param delaySeconds of the backoff, from the stop
     * @param notBefore when the re-run may start: after the backoff and the wait for its slot
     * @param notAfter the job's deadline, after which no task may start; null if the policy has none
     * @param request never with the values of the caller's environment; null if the record was read only to be shown
     * @param launchSource where the parameters come from that the event lacks, such as {@code rule:nightly}; null if the event has all
     * @param pending whether the next attempt is to be launched and is not recorded yet; false if the policy only observes
     * @param held why its execution may not start yet; null if it may
     * @param changes what its rule changed in the launch
     */
    record Retry(
            long delaySeconds,
            Instant notBefore,
            @Nullable Instant notAfter,
            @Nullable RunTaskRequest request,
            @Nullable String launchSource,
            boolean pending,
            @Nullable Held held,
            List<ChangedParameter> changes,
            Orders orders)
            implements RecordedDecision {

        /** A retry about which operators have ordered nothing. */
        public Retry(
                long delaySeconds,
                Instant notBefore,
                @Nullable Instant notAfter,
                @Nullable RunTaskRequest request,
                @Nullable String launchSource,
                boolean pending,
                @Nullable Held held,
                List<ChangedParameter> changes) {
            this(delaySeconds, notBefore, notAfter, request, launchSource, pending, held, changes, Orders.NONE);
        }

        public Retry {
            changes = List.copyOf(changes);
            request = request == null ? null : request.redacted();
        }

        /** Whether its execution may start: the next attempt is to be launched, and the retry is neither held nor cancelled. */
        public boolean startable() {
            return pending && held == null && orders.cancelled() == null;
        }

        /** The request. Only the function reads it. */
        public RunTaskRequest launch() {
            return Objects.requireNonNull(request, "the record was read without its launch request");
        }
    }

    /**
     * The job has ended.
     *
     * @param announce whether the policy asked for a notice; false if the policy only observes
     * @param announcedAt when the notice was sent; null if it was not
     * @param digest the window whose digest announces it; null if it is announced alone
     * @param request by which the job can be run again, never with the values of the caller's environment; null if none was kept
     * @param reruns the jobs that have run it again
     */
    record End(
            Outcome outcome,
            boolean announce,
            @Nullable Instant announcedAt,
            @Nullable NoticeWindow digest,
            @Nullable RunTaskRequest request,
            Reruns reruns)
            implements RecordedDecision {

        /** An end that waits for no digest. */
        public End(Outcome outcome, boolean announce, @Nullable Instant announcedAt) {
            this(outcome, announce, announcedAt, null);
        }

        /** An end without a launch request, which nobody has run again. */
        public End(Outcome outcome, boolean announce, @Nullable Instant announcedAt, @Nullable NoticeWindow digest) {
            this(outcome, announce, announcedAt, digest, null, Reruns.NONE);
        }

        public End {
            request = request == null ? null : request.redacted();
        }

        /** Whether a notice is due: the policy asked for it, it has not been sent, and it waits for no digest. */
        public boolean noticeDue() {
            return announce && announcedAt == null && digest == null;
        }
    }

    /** The retry is recorded, and its execution may not start before the hold is over. */
    record Held(Reason reason, Instant since) {

        /** Why a retry is held. */
        public enum Reason {
            /** CloudTrail does not show yet how the task was launched. */
            LAUNCH_UNKNOWN,
            /** An operator has paused the retries of its policy, its cluster or its family. */
            PAUSED;

            /** The table's word, such as {@code launch-unknown}. */
            public String word() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }

            /** Throws an {@link IllegalArgumentException} if the word is not a reason. */
            public static Reason of(String word) {
                return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
            }
        }
    }
}
