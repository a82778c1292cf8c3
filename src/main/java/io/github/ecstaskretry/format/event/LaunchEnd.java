package io.github.ecstaskretry.format.event;

import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wait-and-run execution that ended without having launched.
 *
 * @param executionArn the execution
 * @param stateMachineArn whose it is
 * @param stop why there is no task
 * @param stoppedAt when the execution ended
 * @param input the execution's input; null when the event left it out
 * @param event the event that told of it
 */
public record LaunchEnd(
        String executionArn,
        String stateMachineArn,
        Stop.LaunchFailure stop,
        Instant stoppedAt,
        @Nullable String input,
        EventRef event) {

    /**
     * The same with what DescribeExecution tells; a reason that the event gave stays.
     *
     * @param error null when there is none
     * @param cause null when there is none
     */
    public LaunchEnd completed(String fullInput, @Nullable String error, @Nullable String cause) {
        Stop.LaunchFailure reason =
                stop.equals(LaunchFailureJson.UNKNOWN) ? LaunchFailureJson.read(error, cause) : stop;
        return new LaunchEnd(executionArn, stateMachineArn, reason, stoppedAt, fullInput, event);
    }

    /** Without the input, which holds values of environments. */
    @Override
    public String toString() {
        return "LaunchEnd[" + executionArn + ", " + stop + "]";
    }
}
