package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.format.event.LaunchEnd;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the executions of wait-and-run. Implementations are idempotent: a second start of an attempt starts nothing. */
public interface Executions {

    /**
     * Starts an execution that launches an attempt.
     *
     * @param request with the values of the environment, which must not be logged
     * @param name which of the attempt's executions
     * @param notBefore when RunTask may be called
     * @param notAfter after this time RunTask may not be called; null for no limit
     */
    void start(RunTaskRequest request, LaunchName name, Instant notBefore, @Nullable Instant notAfter);

    /** Whether the state machine is this deployment's wait-and-run. */
    boolean ours(String stateMachineArn);

    /** The execution that launches an attempt; empty if it was never started, or if its 90 days are over. */
    Optional<Execution> find(AttemptId attempt, LaunchName name);

    /**
     * Makes sure that an execution launches nothing from now on: stops it, or takes its name if it was never started, so that nobody
     * else can start it.
     *
     * @param request of the attempt; values of its environment may be missing
     * @param because shown in the console of Step Functions
     * @return the execution; it may still seem to run, because DescribeExecution lags
     */
    Execution stop(RunTaskRequest request, LaunchName name, Instant now, String because);

    /** Completes an end with the parts that its event leaves out: a large input, and the reason if a customer managed key encrypts it. */
    LaunchEnd completed(LaunchEnd end);
}
