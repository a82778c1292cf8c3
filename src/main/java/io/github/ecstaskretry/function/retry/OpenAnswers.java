package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.function.retry.OpenLaunches.OpenLaunch;
import io.github.ecstaskretry.function.retry.Reconcile.Ports;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks at the run-job executions that have not been answered. Most of their jobs go on. This class answers jobs that ended before
 * their execution stored the token, looks for first attempts whose end no event reported, and cancels the jobs of aborted executions.
 */
final class OpenAnswers {

    private final Answers answers;
    private final OpenLaunches openLaunches;
    private final Ports ports;

    OpenAnswers(Ports ports, OpenLaunches openLaunches) {
        this.answers = new Answers(ports.runJobs());
        this.openLaunches = openLaunches;
        this.ports = ports;
    }

    /** Handles them. Asks ECS first, once for many of a cluster, because there is nothing to do while the first task runs. */
    void checkAll(List<RunJobs.OpenCaller> waiting, Round round) {
        Map<String, List<RunJobs.OpenCaller>> byCluster = waiting.stream()
                .collect(
                        Collectors.groupingBy(RunJobs.OpenCaller::clusterArn, LinkedHashMap::new, Collectors.toList()));
        round.each(Stage.ANSWERS, byCluster.entrySet(), Map.Entry::getKey, cluster -> {
            RunningTasks running = RunningTasks.of(
                    cluster.getKey(), cluster.getValue().size(), ports.clusterTasks(), round, Stage.ANSWERS);
            round.each(
                    Stage.ANSWERS, cluster.getValue(), RunJobs.OpenCaller::jobId, open -> check(open, running, round));
        });
    }

    private void check(RunJobs.OpenCaller open, RunningTasks running, Round round) {
        round.look(Stage.ANSWERS);
        AttemptId first = new AttemptId(open.jobId(), 1);
        if (running.has(first) || !round.goesOn(Stage.ANSWERS)) {
            return;
        }
        JobHistory job = ports.attempts().history(open.jobId());
        Optional<RecordedAttempt> last =
                job.attempts().stream().filter(Answers::isLast).findFirst();
        if (last.isPresent()) {
            answer(last.get(), job, round);
            return;
        }
        RunJobs.State state = ports.runJobs().state(open.executionArn());
        if (!round.goesOn(Stage.ANSWERS)) {
            return;
        }
        if (state == RunJobs.State.ABORTED
                && ports.abortedJobs().cancel(open.executionArn()).done()) {
            round.found(Finding.LOST_CANCEL, round.begin());
        }
        if (job.attempts().isEmpty()) {
            follow(first, open, state, round);
        }
    }

    /** Skips an end that was recorded a moment ago, because the invocation that recorded it is about to answer. */
    private void answer(RecordedAttempt last, JobHistory job, Round round) {
        if (round.isOlder(last.receivedAt(), Reconcile.GRACE)
                && answers.send(last, job.before(last.id().number()))) {
            round.found(Finding.LOST_ANSWER, last.times().stoppedAt());
        }
    }

    /** An execution that ended before it started attempt 1 has no job, so nobody needs an answer. */
    private void follow(AttemptId first, RunJobs.OpenCaller open, RunJobs.State state, Round round) {
        Optional<Execution> execution = ports.executions().find(first, LaunchName.PLANNED);
        if (execution.isPresent()) {
            openLaunches.check(
                    new OpenLaunch(first, open.clusterArn(), open.since(), Stage.ANSWERS), execution.get(), round);
        } else if (state != RunJobs.State.WAITS) {
            ports.runJobs().waiting(open.jobId()).ifPresent(ports.runJobs()::close);
        }
    }
}
