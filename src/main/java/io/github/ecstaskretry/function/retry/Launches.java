package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import java.time.Instant;

/** Port: wait-and-run executions. Implementations must be idempotent: a repeated call starts nothing more. */
public interface Launches {

    /**
     * Starts the execution that launches an attempt.
     *
     * @param request with the values of the environment, which must not be logged
     * @param notBefore when RunTask may be called
     */
    void start(RunTaskRequest request, Instant notBefore);
}
