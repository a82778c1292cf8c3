package io.github.ecstaskretry.handle;

import io.github.ecstaskretry.format.FailedLaunchJson;
import io.github.ecstaskretry.format.LaunchEnd;
import io.github.ecstaskretry.job.FailedLaunch;

/** Executions of wait-and-run that ended without having launched: each is the end of the attempt that it was to launch. */
public final class FailedLaunches {

    private final EndedAttempts endedAttempts;
    private final Executions executions;
    private final LaunchedTasks launchedTasks;

    public FailedLaunches(EndedAttempts endedAttempts, Executions executions, LaunchedTasks launchedTasks) {
        this.endedAttempts = endedAttempts;
        this.executions = executions;
        this.launchedTasks = launchedTasks;
    }

    /**
     * Handles one ended execution; doing it twice does the same thing once.
     *
     * @throws io.github.ecstaskretry.format.MalformedEventException when the execution's input is not one of ours
     * @throws RuntimeException of an adapter, when AWS did not do what was asked
     */
    public Handled handle(LaunchEnd end) {
        if (!executions.ours(end.stateMachineArn())) {
            return new Handled.Ignored("the execution is of another state machine");
        }
        FailedLaunch launch = FailedLaunchJson.read(end.input() == null ? executions.completed(end) : end);
        if (!launch.stop().answered() && launchedTasks.exists(launch.clusterArn(), launch.attempt())) {
            return new Handled.Ignored("its task was made after all");
        }
        return endedAttempts.handle(launch, launch.attempt());
    }
}
