package io.github.ecstaskretry.handle;

import io.github.ecstaskretry.job.AttemptId;

/** Port: the tasks that ECS knows of re-runs. */
public interface LaunchedTasks {

    /** Whether ECS has a task of the attempt, running or stopped within about the last hour. */
    boolean exists(String clusterArn, AttemptId attempt);
}
