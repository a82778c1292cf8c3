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
 * Port: the tasks of the watched clusters. ECS knows a stopped task for about an hour. It only reads, so calls may be repeated.
 *
 * <p>A cluster that does not exist has no tasks. Calls throw {@link ClusterDeniedException} if AWS denies the cluster.
 */
public interface ClusterTasks {

    /**
     * A task that ECS has described.
     *
     * @param arn the task's ARN
     * @param startedBy null if RunTask was called without it
     * @param tags empty if it has none
     * @param reading reads the stopped task on demand, so that an unreadable task fails alone; empty if the task has not stopped
     */
    record DescribedByEcs(
            String arn, @Nullable String startedBy, Map<String, String> tags, Supplier<Optional<StoppedTask>> reading) {

        /** The attempt that this task is; empty if we did not launch it. */
        AttemptId attempt() {
            return AttemptId.of(new TaskArn(arn), startedBy);
        }

        /**
         * The task; empty if it has not stopped yet.
         *
         * @throws RuntimeException if it cannot be read
         */
        Optional<StoppedTask> stoppedTask() {
            return reading.get();
        }
    }

    List<String> clusterArns();

    /** The ARNs of the cluster's tasks that run or will run, page by page, fetched during the iteration. */
    Iterable<List<String>> running(String clusterArn);

    /** The same for tasks that have stopped or will stop. */
    Iterable<List<String>> stopped(String clusterArn);

    /** Describes the tasks of one page. Tasks that ECS has forgotten are missing. */
    List<DescribedByEcs> describe(String clusterArn, List<String> taskArns);

    /** The tasks of one attempt that have stopped or will stop. */
    List<DescribedByEcs> stopped(String clusterArn, AttemptId attempt);

    /** Whether a task of the attempt runs or will run. */
    boolean running(String clusterArn, AttemptId attempt);

    /**
     * Whether ECS has a task of the attempt, running or stopped within about the last hour.
     *
     * @throws ClusterMissingException if the cluster does not exist any more: it may have had the task
     */
    boolean exists(String clusterArn, AttemptId attempt);

    /** Describes one task; empty if ECS has forgotten it. */
    Optional<DescribedByEcs> describe(String clusterArn, TaskArn task);
}
