package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.TaskArn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Port: the tasks of the watched clusters. ECS knows a stopped task for about an hour. Reads only, so calls may be repeated.
 *
 * <p>A cluster that does not exist has no tasks. Calls throw {@link ClusterDeniedException} if AWS denies the cluster.
 */
public interface ClusterTasks {

    /**
     * A task that ECS has described.
     *
     * @param arn the task's
     * @param startedBy null if nobody said
     * @param tags empty if it has none
     * @param reading reads the task when it is asked, so that one that cannot be read fails alone; empty if it has not stopped
     */
    record DescribedByEcs(
            String arn, @Nullable String startedBy, Map<String, String> tags, Supplier<Optional<StoppedTask>> reading) {

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

    /** The ARNs of every task of the cluster that runs or is about to, in pages that are fetched while they are iterated over. */
    Iterable<List<String>> running(String clusterArn);

    /** The same of every task that has stopped or is to stop. */
    Iterable<List<String>> stopped(String clusterArn);

    /** The tasks of one page; without those that ECS does not know any more. */
    List<DescribedByEcs> describe(String clusterArn, List<String> taskArns);

    /** The tasks of one attempt that have stopped or are to stop. */
    List<DescribedByEcs> stopped(String clusterArn, AttemptId attempt);

    /** Whether there is a task of the attempt that runs or is about to. */
    boolean running(String clusterArn, AttemptId attempt);

    /** Whether ECS has a task of the attempt, running or stopped within about the last hour. */
    boolean exists(String clusterArn, AttemptId attempt);

    /** One task; empty when ECS does not know it any more. */
    Optional<DescribedByEcs> describe(String clusterArn, TaskArn task);
}
