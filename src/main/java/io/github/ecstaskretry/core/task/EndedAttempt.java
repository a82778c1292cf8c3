package io.github.ecstaskretry.core.task;

import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An attempt that has ended: its task stopped, or its launch made no task. It has everything that a decision and a re-run need. */
public sealed interface EndedAttempt permits StoppedTask, FailedLaunch {

    /** The task; null when the launch made none. */
    @Nullable TaskArn arn();

    String clusterArn();

    /** The task definition's ARN, with its revision. */
    String taskDefinitionArn();

    /** Who started it, and in which group. */
    Origin origin();

    /** Where it ran, or was to run. */
    Placement placement();

    /** When it was created, started and stopped. */
    Times times();

    Stop stop();

    TaskOverrides overrides();

    /** As given to RunTask. */
    boolean enableExecuteCommand();

    /** The event that reported the end. */
    EventRef event();

    /** The cluster's name: the last segment of its ARN. */
    default String cluster() {
        return clusterArn().substring(clusterArn().lastIndexOf('/') + 1);
    }

    /** The task definition's family, without its revision. */
    default String family() {
        String name = taskDefinitionArn().substring(taskDefinitionArn().lastIndexOf('/') + 1);
        int colon = name.lastIndexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** When the attempt's task was created, or the earliest time known of it. */
    default Instant createdOrStoppedAt() {
        return times().createdOrStoppedAt();
    }
}
