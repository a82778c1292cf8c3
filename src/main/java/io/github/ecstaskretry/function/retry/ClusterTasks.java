package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskArn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: the tasks of the watched clusters that ECS still knows; a stopped one for about an hour. */
public interface ClusterTasks {

    /**
     * A task as DescribeTasks answers it. It is read by whoever looks at it, so that one that cannot be read fails alone.
     *
     * @param arn the task's
     * @param task in the API's own names
     * @param tags empty when it has none
     */
    record Described(String arn, Map<String, Object> task, Map<String, String> tags) {

        /** Without the task, whose overrides hold values of environments. */
        @Override
        public String toString() {
            return arn;
        }
    }

    /** The clusters to look at. */
    List<String> clusterArns();

    /** Every task of the cluster that has stopped or is to stop; fetched page by page while it is iterated over. */
    Iterable<List<Described>> stopped(String clusterArn);

    /** The tasks of one attempt that have stopped or are to stop. */
    List<Described> stopped(String clusterArn, AttemptId attempt);

    /** Whether there is a task of the attempt that runs or is about to. */
    boolean running(String clusterArn, AttemptId attempt);

    /** One task; empty when ECS does not know it any more. */
    Optional<Described> describe(String clusterArn, TaskArn task);
}
