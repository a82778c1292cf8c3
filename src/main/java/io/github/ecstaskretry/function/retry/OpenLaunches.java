package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.function.retry.ClusterTasks.DescribedByEcs;
import io.github.ecstaskretry.function.retry.Execution.Launched;
import io.github.ecstaskretry.function.retry.Execution.NotLaunched;
import io.github.ecstaskretry.function.retry.Execution.Running;
import io.github.ecstaskretry.function.retry.Reconcile.Ports;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Finds out what became of attempts whose execution was started, that do not run and that are not recorded. */
final class OpenLaunches {

    private final EndedAttempts endedAttempts;
    private final FailedLaunches failedLaunches;
    private final CancelledRetries cancelledRetries;
    private final MissedStops missedStops;
    private final Ports ports;

    OpenLaunches(EndedAttempts endedAttempts, Ports ports, MissedStops missedStops, InstantSource clock) {
        this.endedAttempts = endedAttempts;
        this.failedLaunches = new FailedLaunches(endedAttempts, ports.executions(), ports.clusterTasks(), clock);
        this.cancelledRetries = new CancelledRetries(failedLaunches, ports.executions(), clock);
        this.missedStops = missedStops;
        this.ports = ports;
    }

    /**
     * An attempt that should have been launched by now.
     *
     * @param due when
     * @param stage the part of the round that looks at it
     */
    record OpenLaunch(AttemptId attempt, String clusterArn, Instant due, Stage stage) {}

    CancelledRetries cancelledRetries() {
        return cancelledRetries;
    }

    /** Handles the attempt's end if there is one and its event is overdue. */
    void check(OpenLaunch open, Execution execution, Round round) {
        switch (execution) {
            // The execution still waits, or ECS throttles its RunTask.
            case Running _ -> round.stillPending(open.due());
            case Launched launched -> checkTask(open, launched, round);
            case NotLaunched notLaunched -> {
                Instant endedAt = notLaunched.end().stoppedAt();
                Optional<DescribedByEcs> task = stopped(open, round);
                if (!round.goesOn(open.stage())) {
                    return;
                }
                if (task.isPresent()) {
                    missedStops.check(task.get(), round);
                } else if (round.isOlder(endedAt, Reconcile.GRACE)) {
                    round.found(Finding.LOST_LAUNCH_FAILURE, endedAt, failedLaunches.handle(notLaunched.end()));
                }
            }
        }
    }

    /** Describes the task before it counts as missing, because lists lag. It is lost only if it stays missing for long. */
    private void checkTask(OpenLaunch open, Launched launched, Round round) {
        Optional<DescribedByEcs> known = described(open, launched, round).or(() -> stopped(open, round));
        if (!round.goesOn(open.stage())) {
            return;
        }
        if (known.isPresent()) {
            missedStops.check(known.get(), round);
            if (known.get().stoppedTask().isEmpty()) {
                ports.openAttempts().found(open.attempt());
            }
        } else if (round.isOlder(launched.endedAt(), Reconcile.GRACE)) {
            if (round.isOlder(ports.openAttempts().missingSince(open.attempt(), round.begin()), Reconcile.LOST_AFTER)) {
                taskIsLost(open, launched, round);
            } else {
                round.stillPending(open.due());
            }
        }
    }

    private Optional<DescribedByEcs> described(OpenLaunch open, Launched launched, Round round) {
        return Optional.ofNullable(launched.taskArn())
                .flatMap(arn ->
                        round.unlessDenied(() -> ports.clusterTasks().describe(open.clusterArn(), new TaskArn(arn))));
    }

    /** The stopped task of the attempt, if ECS knows one. A failed launch can have made one, too. */
    private Optional<DescribedByEcs> stopped(OpenLaunch open, Round round) {
        return round.unlessDenied(() -> ports.clusterTasks().stopped(open.clusterArn(), open.attempt()).stream()
                .findFirst());
    }

    private void taskIsLost(OpenLaunch open, Launched launched, Round round) {
        LaunchFailure lost =
                new LaunchFailure(LaunchFailure.TASK_LOST, launched.taskArn(), round.denial(open.clusterArn()));
        round.found(
                Finding.LOST_TASK,
                launched.endedAt(),
                endedAttempts.handle(
                        launched.request().failed(lost, launched.endedAt(), EventRef.NONE), open.attempt()));
    }
}
