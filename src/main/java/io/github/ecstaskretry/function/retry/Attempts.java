package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.task.AttemptId;
import java.util.Optional;

/** Port: the records of all attempts. Implementations are idempotent, because any call may be repeated. They throw if AWS fails. */
public interface Attempts {

    /** All recorded attempts of a job, strongly consistent. */
    JobHistory history(String jobId);

    /**
     * Writes an attempt once; the first writer wins. The same step takes attempt n-1 off the pending index.
     *
     * @param attempt to write
     * @param before the recorded attempts before it
     * @return the attempt that was recorded before; empty if this call recorded the attempt
     */
    Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before);

    /**
     * Replaces the loss of an attempt by its true stop. This happens once; the first writer wins.
     *
     * @param attempt to write
     * @param lost the record of the loss
     * @param before the recorded attempts before it
     * @return the attempt that superseded the loss before; empty if this call did
     * @throws NoticeTakenException when another invocation may be about to announce the loss
     */
    Optional<RecordedAttempt> supersede(RecordedAttempt attempt, RecordedAttempt lost, JobHistory before);

    /** Makes every round of reconciling look at a pending retry before it is due, because its execution could not be started. */
    void setAside(AttemptId retry);

    /**
     * Takes a terminal notice that is due, for as long as an invocation may run, so that two invocations do not send it at the same
     * time. Recording a terminal attempt also takes its notice.
     *
     * @return whether the caller must send it; false if it was sent before
     * @throws NoticeTakenException if another invocation has taken it and may be sending it
     */
    boolean takeNotice(AttemptId attempt);

    /** Gives back a notice that was taken and not sent. */
    void giveBackNotice(AttemptId attempt);

    /** Marks that the job's terminal notice was sent, which takes the attempt off the index of notices that are due. */
    void markAnnounced(AttemptId attempt);
}
