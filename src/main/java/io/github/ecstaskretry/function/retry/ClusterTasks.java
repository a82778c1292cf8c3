package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.TaskArn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Port: the tasks of the watched clusters. ECS knows a stopped task for about an hour. Reads only, so calls may be repeated. */
public interface ClusterTasks {

    /**
     * A task that ECS has described.
     *
     * @param arn the task's
     * @param tags empty if it has none
     * @param reading reads the task when it is asked, so that one that cannot be read fails alone; empty if it has not stopped
     */
    record DescribedByEcs(String arn, Map<String, String> tags, Supplier<Optional<StoppedTask>> reading) {

        /**
         * The task; empty if it has not stopped yet.
         *
         * @throws RuntimeException if it cannot be read
         */
        Optional<StoppedTask> stoppedTask() {
            return reading.get();
        }
    }

    /** The clusters to look at. */
    List<String> clusterArns();

    /** Every task of the cluster that has stopped or is to stop; fetched page by page while it is iterated over. */
    Iterable<List<DescribedByEcs>> stopped(String clusterArn);

    /** The tasks of one attempt that have stopped or are to stop. */
    List<DescribedByEcs> stopped(String clusterArn, AttemptId attempt);

    /** Whether there is a task of the attempt that runs or is about to. */
    boolean running(String clusterArn, AttemptId attempt);

    /** Whether ECS has a task of the attempt, running or stopped within about the last hour. */
    boolean exists(String clusterArn, AttemptId attempt);

    /** One task; empty when ECS does not know it any more. */
    Optional<DescribedByEcs> describe(String clusterArn, TaskArn task);
}
