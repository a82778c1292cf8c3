package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.format.event.LaunchEnd;
import io.github.ecstaskretry.function.retry.AbortedJobs;
import io.github.ecstaskretry.function.retry.Execution.Launched;
import io.github.ecstaskretry.function.retry.Execution.NotLaunched;
import io.github.ecstaskretry.function.retry.Execution.Running;
import io.github.ecstaskretry.function.retry.Executions;
import io.github.ecstaskretry.function.retry.Handled;
import io.github.ecstaskretry.function.retry.RunJobs;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Cancels the job of a run-job execution that its caller aborted, as an operator's command would. */
public final class AbortedRunJobs implements AbortedJobs {

    private static final String BECAUSE = "the run-job execution was aborted";

    private final RunJobs runJobs;
    private final Executions executions;
    private final CancelJob cancelJob;
    private final InstantSource clock;

    public AbortedRunJobs(OperatorPorts ports, RunJobs runJobs, InstantSource clock) {
        this.runJobs = runJobs;
        this.executions = ports.executions();
        this.cancelJob = new CancelJob(ports, clock);
        this.clock = clock;
    }

    /** Handles the end of an execution; empty if the execution is not one of run-job. Idempotent. */
    public Optional<Handled> handle(LaunchEnd end) {
        if (!runJobs.ours(end.stateMachineArn())) {
            return Optional.empty();
        }
        return Optional.of(
                LaunchFailure.ABORTED.equals(end.stop().error())
                        ? cancel(end.executionArn())
                        : new Handled.Ignored("a run-job execution that ends needs nothing"));
    }

    @Override
    public Handled.Aborted cancel(String executionArn) {
        AttemptId first = AttemptId.ofRunJob(executionArn);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        runJobs.noteAbort(first.jobId(), now);
        Answered answered = cancelJob.cancel(first.jobId(), new Order(executionArn, now, BECAUSE));
        if (answered.details().containsKey("attempt")) {
            return new Handled.Aborted(first.jobId(), answered.done(), sentence(answered));
        }
        return cancelFirst(first, now);
    }

    private static String sentence(Answered answered) {
        return answered.message() + (answered.advice() == null ? "" : " " + answered.advice());
    }

    /** No attempt is on record, so attempt 1 waits for its launch or runs. */
    private Handled.Aborted cancelFirst(AttemptId first, Instant now) {
        return switch (executions.find(first, LaunchName.PLANNED).orElse(null)) {
            case null -> {
                runJobs.waiting(first.jobId()).ifPresent(runJobs::close);
                yield new Handled.Aborted(first.jobId(), true, "Attempt 1 had not been launched.");
            }
            case Running running -> {
                executions.stop(running.request(), LaunchName.PLANNED, now, BECAUSE);
                yield new Handled.Aborted(first.jobId(), true, "The launch of attempt 1 is stopped.");
            }
            case Launched launched ->
                new Handled.Aborted(
                        first.jobId(),
                        false,
                        "The task of attempt 1 has been launched, and its end is not on record. It is left, and nothing more is launched"
                                + " for the job. To stop it, stop the task "
                                + launched.taskArn() + ".");
            case NotLaunched _ -> new Handled.Aborted(first.jobId(), true, "The launch of attempt 1 had failed.");
        };
    }
}
