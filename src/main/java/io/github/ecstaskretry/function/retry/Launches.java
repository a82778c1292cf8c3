package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskOverrides;

/** Port: wait-and-run executions. Implementations must be idempotent: a repeated call starts nothing more. */
public interface Launches {

    /**
     * Starts the execution that launches an attempt.
     *
     * @param next the attempt to launch
     * @param retry the recorded decision, without the values of the environment
     * @param overrides of the attempt before, which have these values; they must not be logged
     * @throws IllegalStateException if the overrides lack a value that the recorded launch needs
     */
    void start(AttemptId next, RecordedDecision.Retry retry, TaskOverrides overrides);
}
