package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.function.retry.OpenLaunches.OpenLaunch;
import io.github.ecstaskretry.function.retry.OpenReruns.OpenRerun;
import io.github.ecstaskretry.function.retry.OpenReruns.OrderedRerun;
import io.github.ecstaskretry.function.retry.Reconcile.Ports;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Duration;
import java.util.List;

/**
 * Looks at reruns whose first attempt is not on record. Launches the attempt if the command died; otherwise finds out what became of
 * it.
 */
final class UnfinishedReruns {

    /** For this long the operator may repeat a failed command and so supply the missing values. */
    private static final Duration UNTIL_REPEATED = Duration.ofHours(1);

    private final EndedAttempts endedAttempts;
    private final LaunchValues launchValues;
    private final OpenLaunches openLaunches;
    private final Ports ports;

    UnfinishedReruns(EndedAttempts endedAttempts, Ports ports, OpenLaunches openLaunches) {
        this.endedAttempts = endedAttempts;
        this.launchValues = ports.launchValues(endedAttempts);
        this.openLaunches = openLaunches;
        this.ports = ports;
    }

    void checkAll(List<OpenRerun> reruns, Round round) {
        round.each(Stage.RERUNS, reruns, OpenRerun::jobId, rerun -> check(rerun, round));
    }

    private void check(OpenRerun rerun, Round round) {
        round.look(Stage.RERUNS);
        AttemptId first = new AttemptId(rerun.jobId(), 1);
        if (!ports.attempts().history(rerun.jobId()).attempts().isEmpty()) {
            ports.openReruns().close(rerun.jobId());
            return;
        }
        Execution execution = ports.executions().find(first, LaunchName.PLANNED).orElse(null);
        if (!round.goesOn(Stage.RERUNS)) {
            return;
        }
        if (execution != null) {
            openLaunches.check(
                    new OpenLaunch(first, rerun.clusterArn(), rerun.since(), Stage.RERUNS), execution, round);
        } else {
            ports.openReruns().ordered(rerun.jobId()).ifPresent(ordered -> launch(ordered, rerun, round));
        }
    }

    private void launch(OrderedRerun ordered, OpenRerun rerun, Round round) {
        RunTaskRequest request = ordered.request();
        TaskOverrides values = ordered.valuesGiven() ? TaskOverrides.NONE : values(request.attempt(), round);
        List<String> missing = request.missingValues(values);
        if (missing.isEmpty()) {
            ports.executions().start(request.withValues(values), LaunchName.PLANNED, rerun.since(), null);
            round.found(Finding.LOST_LAUNCH, rerun.since());
        } else if (round.isOlder(rerun.since(), UNTIL_REPEATED)) {
            LaunchFailure lost = new LaunchFailure(LaunchFailure.VALUES_LOST, String.join(", ", missing), null);
            round.found(
                    Finding.LOST_VALUES,
                    rerun.since(),
                    endedAttempts.handle(request.failed(lost, rerun.since(), EventRef.NONE), request.attempt()));
        } else {
            round.stillPending(rerun.since());
        }
    }

    /** The values of the original job's last attempt. */
    private TaskOverrides values(AttemptId first, Round round) {
        JobHistory original = first.rerunOf().map(ports.attempts()::history).orElse(JobHistory.NONE);
        return original.end()
                .flatMap(last -> launchValues.of(last, original.before(last.id().number()), round::skip))
                .orElse(TaskOverrides.NONE);
    }
}
