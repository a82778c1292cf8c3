package io.github.ecstaskretry.function.retry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Port: the run-job executions that wait for the end of their job. Implementations are idempotent, because any call may be repeated.
 * They throw if AWS fails.
 */
public interface RunJobs {

    /**
     * An execution that waits.
     *
     * @param jobId the job that it waits for
     * @param executionArn the execution
     * @param taskToken with which it is answered
     */
    record Caller(String jobId, String executionArn, String taskToken) {}

    /**
     * An execution that has not been answered, as the index has it.
     *
     * @param clusterArn where its job's first task runs
     * @param since when it started to wait
     */
    record OpenCaller(String jobId, String executionArn, String clusterArn, Instant since) {}

    enum State {
        /** It runs. */
        WAITS,
        /** Somebody aborted it. */
        ABORTED,
        /** It ended in another way, or its 90 days are over. */
        ENDED
    }

    /** The execution that waits for a job; empty if no execution waits yet, or if it was answered. The read is strongly consistent. */
    Optional<Caller> waiting(String jobId);

    /**
     * The executions that have waited since before the given time, in parts that the iteration fetches. The answer may be some seconds
     * old.
     */
    List<Iterable<OpenCaller>> open(Instant before, Consumer<RuntimeException> unreadable);

    /** Ends the execution as succeeded, unless it has ended. */
    void succeed(Caller caller, String job);

    /** Ends the execution as failed, unless it has ended. */
    void fail(Caller caller, String error, String cause);

    /** Notes that the execution needs no answer any more. */
    void close(Caller caller);

    /** Whether the state machine is this deployment's run-job. */
    boolean ours(String stateMachineArn);

    State state(String executionArn);

    /**
     * Notes that the execution was aborted, so that nothing more is launched for its job, unless it was answered. The execution may
     * not have begun to wait.
     */
    void noteAbort(String jobId, Instant at);

    /** The time of the noted abort; empty if none is noted. The read is strongly consistent. */
    Optional<Instant> abortedAt(String jobId);
}
