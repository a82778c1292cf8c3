package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.task.AttemptId;
import java.util.Optional;

/** Port: the record of every attempt. Implementations must be idempotent, because any call may be repeated. They throw if AWS fails. */
public interface Attempts {

    /** All recorded attempts of a job, strongly consistent. */
    JobHistory history(String jobId);

    /**
     * Writes an attempt once; the first writer wins. Recording attempt n also takes attempt n-1 off the pending index, in the
     * same step.
     *
     * @param attempt to write
     * @param before the recorded attempts before it
     * @return the attempt that was there already; empty when this one has been written
     */
    Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before);

    /**
     * Writes the true stop of an attempt in the place of its loss; once, by the first writer.
     *
     * @param attempt to write
     * @param lost what is recorded
     * @param before the recorded attempts before it
     * @return the attempt that has superseded the loss already; empty when this one has
     * @throws NoticeTakenException when another invocation may be about to announce the loss
     */
    Optional<RecordedAttempt> supersede(RecordedAttempt attempt, RecordedAttempt lost, JobHistory before);

    /**
     * Takes on a terminal notice that is due, for as long as an invocation may run, so that two of them do not send it at the same
     * time. Whoever records a terminal attempt has taken its notice on with that.
     *
     * @return whether the caller is to send it; false when it was sent already
     * @throws NoticeTakenException when another invocation has taken it on and may be at it
     */
    boolean takeNotice(AttemptId attempt);

    /** Leaves a notice that was taken on, and not sent, to whoever comes next. */
    void giveBackNotice(AttemptId attempt);

    /** Marks that the job's terminal notice was sent, which takes the attempt off the index of notices that are due. */
    void markAnnounced(AttemptId attempt);
}
