package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.function.retry.OpenAttempts.Open;
import io.github.ecstaskretry.function.retry.OpenLaunches.OpenLaunch;
import io.github.ecstaskretry.function.retry.Reconcile.Ports;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at retries whose next attempt is due and not recorded. The task of most of them simply runs. */
final class OverdueRetries {

    private final EndedAttempts endedAttempts;
    private final CancelledRetries cancelledRetries;
    private final LaunchValues launchValues;
    private final OpenLaunches openLaunches;
    private final Ports ports;

    OverdueRetries(EndedAttempts endedAttempts, Ports ports, OpenLaunches openLaunches) {
        this.endedAttempts = endedAttempts;
        this.cancelledRetries = openLaunches.cancelledRetries();
        this.launchValues = ports.launchValues(endedAttempts);
        this.openLaunches = openLaunches;
        this.ports = ports;
    }

    /** A retry that the table, read again, still calls unfinished. */
    private record Pending(Open open, Stage stage, RecordedAttempt recorded, Retry retry, JobHistory before) {

        AttemptId next() {
            return recorded.id().next();
        }
    }

    /** Handles the retries. Asks ECS first, once for many retries of a cluster, because there is nothing to do if the task runs. */
    void checkAll(List<Open> retries, Round round) {
        Map<String, List<Open>> byCluster = retries.stream()
                .collect(Collectors.groupingBy(Open::clusterArn, LinkedHashMap::new, Collectors.toList()));
        round.each(Stage.RETRIES, byCluster.entrySet(), Map.Entry::getKey, cluster -> {
            RunningTasks running = RunningTasks.of(
                    cluster.getKey(), cluster.getValue().size(), ports.clusterTasks(), round, Stage.RETRIES);
            round.each(
                    Stage.RETRIES,
                    cluster.getValue(),
                    open -> open.attempt().launchName(),
                    open -> check(open, running, round));
        });
    }

    private void check(Open open, RunningTasks running, Round round) {
        round.look(Stage.RETRIES);
        if (!running.has(open.attempt().next()) && round.goesOn(Stage.RETRIES)) {
            pending(open, Stage.RETRIES).ifPresent(pending -> finish(pending, round));
        }
    }

    /** Carries out a cancel whose command was not completed, or starts an execution that could not be started. */
    void finishSetAside(Open open, Round round) {
        pending(open, Stage.HELD_RETRIES).ifPresent(pending -> {
            if (pending.retry().orders().cancelled() != null) {
                finish(pending, round);
            } else if (pending.retry().startable() && (execution(pending).isPresent() || startAgain(pending, round))) {
                ports.openAttempts().putBack(open.attempt());
            }
        });
    }

    /** Starts the execution of a retry that has just been released. */
    void startReleased(Open open, Round round) {
        pending(open, Stage.HELD_RETRIES).ifPresent(pending -> {
            TaskOverrides overrides = values(pending, round);
            if (missing(pending, overrides).isEmpty() && round.hasTime(Stage.HELD_RETRIES)) {
                endedAttempts.carryOut(pending.recorded(), overrides, pending.before());
            }
        });
    }

    private Optional<Pending> pending(Open open, Stage stage) {
        JobHistory job = ports.attempts().history(open.attempt().jobId());
        int number = open.attempt().number();
        return job.attempt(number)
                .filter(recorded -> job.attempt(number + 1).isEmpty())
                .flatMap(recorded -> recorded.decision() instanceof Retry retry && retry.pending()
                        ? Optional.of(new Pending(open, stage, recorded, retry, job.before(number)))
                        : Optional.empty());
    }

    private void finish(Pending pending, Round round) {
        Order cancel = pending.retry().orders().cancelled();
        if (cancel == null) {
            finishLaunch(pending, round);
        } else if (round.isOlder(cancel.at(), Reconcile.GRACE)) {
            try {
                switch (cancelledRetries.finish(pending.retry(), cancel)) {
                    case CancelledRetries.Finished.Stopped _ -> round.found(Finding.LOST_CANCEL, cancel.at());
                    case CancelledRetries.Finished.TooLate _ -> finishLaunch(pending, round);
                }
            } catch (LaunchInDoubtException tooEarly) {
                // The execution was stopped just now; the next round asks ECS again.
            }
        }
    }

    private void finishLaunch(Pending pending, Round round) {
        Execution execution = execution(pending).orElse(null);
        if (!round.goesOn(pending.stage())) {
            return;
        }
        if (execution == null) {
            startAgain(pending, round);
        } else {
            openLaunches.check(
                    new OpenLaunch(
                            pending.next(),
                            pending.open().clusterArn(),
                            pending.open().since(),
                            pending.stage()),
                    execution,
                    round);
        }
    }

    /** The planned execution of a hurried retry may have launched the task just before it was to be stopped. */
    private Optional<Execution> execution(Pending pending) {
        LaunchName recorded = pending.retry().orders().launch();
        Optional<Execution> planned = recorded == LaunchName.NOW
                ? ports.executions()
                        .find(pending.next(), LaunchName.PLANNED)
                        .filter(Execution.Launched.class::isInstance)
                : Optional.empty();
        return planned.or(() -> ports.executions().find(pending.next(), recorded));
    }

    /**
     * Skips a record that was written a moment ago, because the invocation that wrote it is about to start the execution.
     *
     * @return whether it started the execution
     */
    private boolean startAgain(Pending pending, Round round) {
        if (!round.isOlder(pending.open().recordedAt(), Reconcile.GRACE)) {
            return false;
        }
        TaskOverrides overrides = values(pending, round);
        List<String> missing = missing(pending, overrides);
        if (!round.goesOn(pending.stage())) {
            return false;
        }
        if (missing.isEmpty()) {
            endedAttempts.carryOut(pending.recorded(), overrides, pending.before());
            round.found(Finding.LOST_LAUNCH, pending.open().since());
            return true;
        }
        if (round.isOlder(pending.open().recordedAt(), Reconcile.LOST_AFTER)) {
            valuesAreLost(pending, missing, round);
        } else {
            round.stillPending(pending.open().since());
        }
        return false;
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

    private TaskOverrides values(Pending pending, Round round) {
        return launchValues.of(pending.recorded(), pending.retry(), pending.before(), round::skip);
    }
}
