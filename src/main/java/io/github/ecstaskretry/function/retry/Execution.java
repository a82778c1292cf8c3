package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.format.event.LaunchEnd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One wait-and-run execution, as Step Functions knows it. */
public sealed interface Execution {

    /** The RunTask request of the execution, with the values of the environment. */
    RunTaskRequest request();

    /** The execution waits, or is about to call RunTask. */
    record Running(RunTaskRequest request) implements Execution {}

    /**
     * RunTask has made a task.
     *
     * @param taskArn null if the output does not name the task
     */
    record Launched(
            RunTaskRequest request,
            Instant endedAt,
            @Nullable String taskArn) implements Execution {}

    /** The execution ended without launching a task. */
    record NotLaunched(RunTaskRequest request, LaunchEnd end) implements Execution {}
}
