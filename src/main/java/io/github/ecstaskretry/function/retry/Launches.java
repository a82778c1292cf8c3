package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;

/** Port: wait-and-run executions. */
public interface Launches {

    /**
     * Starts the execution that launches an attempt. May repeat: the attempt's name makes it start once.
     *
     * @param attempt the attempt to launch
     * @param input the execution's input; holds values of environments, so it must not be logged
     */
    void start(AttemptId attempt, String input);
}
