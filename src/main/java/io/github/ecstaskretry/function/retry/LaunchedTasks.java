package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;

/** Port: the tasks that ECS knows of re-runs. */
public interface LaunchedTasks {

    /** Whether ECS has a task of the attempt, running or stopped within about the last hour. */
    boolean exists(String clusterArn, AttemptId attempt);
}
