package io.github.ecstaskretry.function.retry;

/** Cancels the job of a run-job execution that somebody aborted. */
@FunctionalInterface
public interface AbortedJobs {

    /**
     * Cancels it: nothing more is launched for it. A task that runs is left. Idempotent.
     *
     * @param executionArn the run-job execution
     * @throws RuntimeException of an adapter, if a call to AWS failed
     */
    Handled.Aborted cancel(String executionArn);
}
