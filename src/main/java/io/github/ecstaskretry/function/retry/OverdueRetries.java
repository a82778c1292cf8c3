package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.Orders.Order;
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
            OpenRetry.find(open, ports.attempts()).ifPresent(pending -> finish(pending, Stage.RETRIES, round));
        }
    }

    /** Carries out a cancel whose command was not completed, or starts an execution that could not be started. */
    void finishSetAside(Open open, Round round) {
        OpenRetry.find(open, ports.attempts()).ifPresent(pending -> {
            if (pending.retry().orders().cancelled() != null) {
                finish(pending, Stage.HELD_RETRIES, round);
            } else if (pending.retry().startable()
                    && (execution(pending).isPresent() || startAgain(pending, Stage.HELD_RETRIES, round))) {
                ports.openAttempts().putBack(open.attempt());
            }
        });
    }

    /** Starts the execution of a retry that has just been released. */
    void startReleased(Open open, Round round) {
        OpenRetry.find(open, ports.attempts()).ifPresent(pending -> {
            TaskOverrides overrides = values(pending, round);
            if (missing(pending, overrides).isEmpty() && round.hasTime(Stage.HELD_RETRIES)) {
                endedAttempts.carryOut(pending.recorded(), overrides, pending.before());
            }
        });
    }

    private void finish(OpenRetry pending, Stage stage, Round round) {
        Order cancel = pending.retry().orders().cancelled();
        if (cancel == null) {
            finishLaunch(pending, stage, round);
        } else if (round.isOlder(cancel.at(), Reconcile.GRACE)) {
            try {
                switch (cancelledRetries.finish(pending.retry(), cancel)) {
                    case CancelledRetries.Finished.Stopped _ -> round.found(Finding.LOST_CANCEL, cancel.at());
                    case CancelledRetries.Finished.TooLate _ -> finishLaunch(pending, stage, round);
                }
            } catch (LaunchInDoubtException tooEarly) {
                // The execution was stopped just now; the next round asks ECS again.
            }
        }
    }

    private void finishLaunch(OpenRetry pending, Stage stage, Round round) {
        Execution execution = execution(pending).orElse(null);
        if (!round.goesOn(stage)) {
            return;
        }
        if (execution == null) {
            startAgain(pending, stage, round);
        } else {
            openLaunches.check(
                    new OpenLaunch(
                            pending.next(),
                            pending.open().clusterArn(),
                            pending.open().since(),
                            stage),
                    execution,
                    round);
        }
    }

    /** The planned execution of a hurried retry may have launched the task just before it was to be stopped. */
    private Optional<Execution> execution(OpenRetry pending) {
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
    private boolean startAgain(OpenRetry pending, Stage stage, Round round) {
        if (!round.isOlder(pending.open().recordedAt(), Reconcile.GRACE)) {
            return false;
        }
        TaskOverrides overrides = values(pending, round);
        List<String> missing = missing(pending, overrides);
        if (!round.goesOn(stage)) {
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

    private void valuesAreLost(OpenRetry pending, List<String> missing, Round round) {
        LaunchFailure lost = new LaunchFailure(LaunchFailure.VALUES_LOST, String.join(", ", missing), null);
        Instant due = pending.retry().notBefore();
        round.found(
                Finding.LOST_VALUES,
                due,
                endedAttempts.handle(pending.retry().launch().failed(lost, due, EventRef.NONE), pending.next()));
    }

    private static List<String> missing(OpenRetry pending, TaskOverrides overrides) {
        return pending.retry().launch().missingValues(overrides);
    }

    private TaskOverrides values(OpenRetry pending, Round round) {
        return launchValues.of(pending.recorded(), pending.retry(), pending.before(), round::skip);
    }
}
