package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.function.retry.Attempts;
import io.github.ecstaskretry.function.retry.CancelledRetries;
import io.github.ecstaskretry.function.retry.CancelledRetries.Finished;
import io.github.ecstaskretry.function.retry.Execution.Launched;
import io.github.ecstaskretry.function.retry.Executions;
import io.github.ecstaskretry.function.retry.LaunchInDoubtException;
import java.time.InstantSource;

/** Ends a job whose retry waits or is held: records the order, stops the execution, and records the end. Idempotent. */
final class CancelJob {

    private final Attempts attempts;
    private final RetryOrders orders;
    private final Executions executions;
    private final CancelledRetries cancelledRetries;

    CancelJob(OperatorPorts ports, InstantSource clock) {
        this.attempts = ports.attempts();
        this.orders = ports.orders();
        this.executions = ports.executions();
        this.cancelledRetries = new CancelledRetries(ports.failedLaunches(), executions, clock);
    }

    Answered cancel(String jobId, Order order) {
        return switch (CommandedJob.find(jobId, attempts)) {
            case CommandedJob.NotRecorded unknown -> unknown.answer();
            case CommandedJob.Unacted observed -> observed.answer();
            case CommandedJob.Over over -> ended(over);
            case CommandedJob.Unended open -> cancel(open, order);
        };
    }

    private static Answered ended(CommandedJob.Over over) {
        AttemptId last = over.last().id();
        return over.job()
                .cancelled()
                .filter(earlier -> over.end().outcome() == Outcome.CANCELLED)
                .map(earlier -> Answered.done(
                                "Job " + last.jobId() + " was cancelled already, " + earlier.phrase() + ".")
                        .about(last))
                .orElseGet(over::answer);
    }

    private Answered cancel(CommandedJob.Unended open, Order order) {
        Order standing = open.retry().orders().cancelled();
        if (standing != null) {
            return finish(open, standing);
        }
        if (executions.find(open.next(), open.retry().orders().launch()).orElse(null) instanceof Launched launched) {
            return open.runs(launched.taskArn());
        }
        return orders.cancel(open.last().id(), order) ? finish(open, order) : overtaken(open);
    }

    /** The SDK may send the order twice; then its second call finds the cancel of the first. */
    private Answered overtaken(CommandedJob.Unended open) {
        return CommandedJob.find(open.last().id().jobId(), attempts) instanceof CommandedJob.Unended now
                        && now.retry().orders().cancelled() != null
                ? finish(now, now.retry().orders().cancelled())
                : open.changed();
    }

    private Answered finish(CommandedJob.Unended open, Order order) {
        AttemptId next = open.next();
        try {
            return switch (cancelledRetries.finish(open.retry(), order)) {
                case Finished.Stopped _ ->
                    Answered.done("Job " + next.jobId() + " is cancelled, " + order.phrase() + ". Attempt "
                                    + next.number() + " is not launched.")
                            .about(next);
                case Finished.TooLate launched -> open.runs(launched.taskArn());
            };
        } catch (LaunchInDoubtException tooEarly) {
            return Answered.refused(
                            "Attempt " + next.number() + " was being launched when the cancel came, and ECS cannot tell"
                                    + " yet whether it has made a task.",
                            "Give the command again in a minute. Nothing more is launched for the job.")
                    .about(next);
        }
    }
}
