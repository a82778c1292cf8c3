package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.RecordedAttempt;

/** The result of an event, for the log line and the function's answer. */
public sealed interface Handled {

    /** An attempt was recorded and its decision carried out. */
    record Recorded(RecordedAttempt attempt) implements Handled {}

    /** The attempt had been recorded before; the rest of its decision was carried out. */
    record Replayed(RecordedAttempt attempt) implements Handled {}

    /**
     * Somebody aborted the run-job execution that waits for a job.
     *
     * @param done whether the job has ended or will end without another task; false while a task of it runs
     * @param message a sentence
     */
    record Aborted(String jobId, boolean done, String message) implements Handled {}

    /** The event is not ours, so nothing was recorded. */
    record Ignored(String reason) implements Handled {}
}
