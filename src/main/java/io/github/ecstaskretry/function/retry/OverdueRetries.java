package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.function.retry.ClusterTasks.DescribedByEcs;
import io.github.ecstaskretry.function.retry.Execution.Launched;
import io.github.ecstaskretry.function.retry.Execution.NotLaunched;
import io.github.ecstaskretry.function.retry.Execution.Running;
import io.github.ecstaskretry.function.retry.OpenAttempts.Open;
import io.github.ecstaskretry.function.retry.Reconcile.Ports;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Retries whose next attempt should have been launched and has not been recorded. Most of them run. */
final class OverdueRetries {

    private final EndedAttempts endedAttempts;
    private final FailedLaunches failedLaunches;
    private final MissedStops missedStops;
    private final Ports ports;

    OverdueRetries(EndedAttempts endedAttempts, Ports ports, MissedStops missedStops, InstantSource clock) {
        this.endedAttempts = endedAttempts;
        this.failedLaunches = new FailedLaunches(endedAttempts, ports.executions(), ports.clusterTasks(), clock);
        this.missedStops = missedStops;
        this.ports = ports;
    }

    /** A retry that is still to be finished, as the table says now. */
    private record Pending(Open open, RecordedAttempt recorded, Retry retry, JobHistory before) {

        AttemptId next() {
            return recorded.id().next();
        }
    }

    /** Does what one retry lacks; nothing when its task runs. ECS is asked first: that is one call for a retry that is well. */
    void check(Open open, Round round) {
        round.look(Stage.RETRIES);
        if (!ports.clusterTasks().running(open.clusterArn(), open.attempt().next())) {
            pending(open).ifPresent(pending -> finish(pending, round));
        }
    }

    private Optional<Pending> pending(Open open) {
        JobHistory job = ports.attempts().history(open.attempt().jobId());
        int number = open.attempt().number();
        return job.attempt(number)
                .filter(recorded -> job.attempt(number + 1).isEmpty())
                .flatMap(recorded -> recorded.decision() instanceof Retry retry && retry.pending()
                        ? Optional.of(new Pending(open, recorded, retry, job.before(number)))
                        : Optional.empty());
    }

    private void finish(Pending pending, Round round) {
        switch (ports.executions().find(pending.next()).orElse(null)) {
            case null -> startAgain(pending, round);
            case Running _ -> {
                // Its wait, or ECS's throttling of its RunTask, takes longer.
            }
            case Launched launched -> {
                if (!stopIsHandled(pending, round) && forgotten(launched.endedAt(), round)) {
                    taskIsLost(pending, launched, round);
                }
            }
            case NotLaunched notLaunched -> {
                if (!stopIsHandled(pending, round)
                        && notLaunched.end().stoppedAt().isBefore(round.begin().minus(Reconcile.GRACE))) {
                    launchHasFailed(notLaunched, round);
                }
            }
        }
    }

    /** Whether the next attempt has a task that ECS knows; also a launch that failed can have made one. */
    private boolean stopIsHandled(Pending pending, Round round) {
        List<DescribedByEcs> stopped =
                ports.clusterTasks().stopped(pending.open().clusterArn(), pending.next());
        stopped.stream().findFirst().ifPresent(task -> missedStops.check(task, round));
        return !stopped.isEmpty();
    }

    private void launchHasFailed(NotLaunched notLaunched, Round round) {
        if (!(failedLaunches.handle(notLaunched.end()) instanceof Handled.Ignored)) {
            round.found(Finding.LOST_LAUNCH_FAILURE, notLaunched.end().stoppedAt());
        }
    }

    private void taskIsLost(Pending pending, Launched launched, Round round) {
        LaunchFailure lost = new LaunchFailure(LaunchFailure.TASK_LOST, launched.taskArn(), null);
        end(pending, launched.request().failed(lost, launched.endedAt(), EventRef.NONE), Finding.LOST_TASK, round);
    }

    /** Whoever has just recorded the retry is about to start it. */
    private void startAgain(Pending pending, Round round) {
        if (pending.open().recordedAt().isAfter(round.begin().minus(Reconcile.GRACE))) {
            return;
        }
        TaskOverrides overrides = missing(pending, TaskOverrides.NONE).isEmpty()
                ? TaskOverrides.NONE
                : overrides(pending.recorded()).orElse(TaskOverrides.NONE);
        List<String> missing = missing(pending, overrides);
        if (missing.isEmpty()) {
            endedAttempts.carryOut(pending.recorded(), overrides, pending.before());
            round.found(Finding.LOST_LAUNCH, pending.open().since());
        } else if (forgotten(pending.open().recordedAt(), round)) {
            valuesAreLost(pending, missing, round);
        }
    }

    private void valuesAreLost(Pending pending, List<String> missing, Round round) {
        LaunchFailure lost = new LaunchFailure(LaunchFailure.VALUES_LOST, String.join(", ", missing), null);
        Instant due = pending.retry().notBefore();
        end(pending, pending.retry().launch().failed(lost, due, EventRef.NONE), Finding.LOST_VALUES, round);
    }

    private void end(Pending pending, FailedLaunch launch, Finding finding, Round round) {
        if (!(endedAttempts.handle(launch, pending.next()) instanceof Handled.Ignored)) {
            round.found(finding, launch.times().stoppedAt());
        }
    }

    private static List<String> missing(Pending pending, TaskOverrides overrides) {
        return pending.retry().launch().missingValues(overrides);
    }

    /** What the attempt was given: the input of its own execution tells for months, ECS for about an hour. */
    private Optional<TaskOverrides> overrides(RecordedAttempt attempt) {
        return launchedWith(attempt.id()).or(() -> ranWith(attempt));
    }

    private Optional<TaskOverrides> launchedWith(AttemptId attempt) {
        return attempt.isFirst()
                ? Optional.empty()
                : ports.executions()
                        .find(attempt)
                        .map(execution -> execution.request().overrides());
    }

    private Optional<TaskOverrides> ranWith(RecordedAttempt attempt) {
        TaskArn task = attempt.subject().taskArn();
        return Optional.ofNullable(task)
                .flatMap(arn -> ports.clusterTasks().describe(attempt.subject().clusterArn(), arn))
                .flatMap(DescribedByEcs::stoppedTask)
                .map(StoppedTask::overrides);
    }

    private static boolean forgotten(Instant since, Round round) {
        return since.isBefore(round.begin().minus(Reconcile.ECS_REMEMBERS));
    }
}
