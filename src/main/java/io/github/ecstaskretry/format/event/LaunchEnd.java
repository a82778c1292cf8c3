package io.github.ecstaskretry.format.event;

import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wait-and-run execution that ended without launching a task.
 *
 * @param stop why there is no task
 * @param stoppedAt when the execution ended
 * @param input the execution's input; null if the event leaves it out
 * @param event the event that reported the end
 */
public record LaunchEnd(
        String executionArn,
        String stateMachineArn,
        Stop.LaunchFailure stop,
        Instant stoppedAt,
        @Nullable String input,
        EventRef event) {

    /** Whether the event has the input and the reason. Step Functions leaves out what is too large or encrypted. */
    public boolean complete() {
        return input != null && !stop.equals(ExecutionStatusChangeJson.UNKNOWN);
    }

    /** The same with the answer of DescribeExecution. The event's own reason is kept. */
    public LaunchEnd completed(String fullInput, @Nullable String error, @Nullable String cause) {
        Stop.LaunchFailure reason = stop.equals(ExecutionStatusChangeJson.UNKNOWN)
                ? ExecutionStatusChangeJson.launchFailure(error, cause)
                : stop;
        return new LaunchEnd(executionArn, stateMachineArn, reason, stoppedAt, fullInput, event);
    }

    /** Leaves out the input, which holds values of environments. */
    @Override
    public String toString() {
        return "LaunchEnd[" + executionArn + ", " + stop + "]";
    }
}
