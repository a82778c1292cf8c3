package io.github.ecstaskretry.function.retry;

/** Cancels the job of a run-job execution that somebody aborted. */
@FunctionalInterface
public interface AbortedJobs {

    /**
     * Cancels the job: nothing more is launched for it. A running task is left alone. Idempotent.
     *
     * @param executionArn the run-job execution
     * @throws RuntimeException of an adapter, if a call to AWS failed
     */
    Handled.Aborted cancel(String executionArn);
}
