package io.github.ecstaskretry.core.task;

import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import org.jspecify.annotations.Nullable;

/**
 * A launch that made no task: of a wait-and-run execution, or of a rule or a schedule.
 *
 * @param attempt the attempt that was to be launched
 * @param times its stop is the end of the execution
 * @param stop why there is no task
 * @param event the event that reported it
 */
public record FailedLaunch(
        AttemptId attempt,
        String clusterArn,
        String taskDefinitionArn,
        Origin origin,
        Placement placement,
        Times times,
        Stop.LaunchFailure stop,
        TaskOverrides overrides,
        boolean enableExecuteCommand,
        EventRef event)
        implements EndedAttempt {

    /** The same launch, which may have made a task. {@code because} says why ECS cannot be asked. */
    public FailedLaunch unverified(String because) {
        String error = stop.error() + (stop.text() == null ? "" : ": " + stop.text());
        return with(attempt, origin, new Stop.LaunchFailure(Stop.LaunchFailure.UNVERIFIED, because, error), overrides);
    }

    public FailedLaunch as(AttemptId other) {
        return with(other, origin, stop, overrides);
    }

    public FailedLaunch by(Origin other) {
        return with(attempt, other, stop, overrides);
    }

    public FailedLaunch with(TaskOverrides other) {
        return with(attempt, origin, stop, other);
    }

    private FailedLaunch with(
            AttemptId newAttempt, Origin newOrigin, Stop.LaunchFailure newStop, TaskOverrides newOverrides) {
        return new FailedLaunch(
                newAttempt,
                clusterArn,
                taskDefinitionArn,
                newOrigin,
                placement,
                times,
                newStop,
                newOverrides,
                enableExecuteCommand,
                event);
    }

    @Override
    public @Nullable TaskArn arn() {
        return null;
    }
}
