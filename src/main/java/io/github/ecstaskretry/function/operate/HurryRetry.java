package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.function.retry.Execution;
import io.github.ecstaskretry.function.retry.Execution.Launched;
import io.github.ecstaskretry.function.retry.Execution.NotLaunched;
import io.github.ecstaskretry.function.retry.Execution.Running;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Launches at once a retry that waits or that a pause holds. The record names another execution first; then the planned one is stopped
 * and the other started. Both carry the same client token, so ECS makes one task however they race. After a crash the repeated command,
 * the repeated event or reconciling does the rest.
 */
record HurryRetry(OperatorPorts ports) {

    Answered hurry(String jobId, Order order) {
        return switch (CommandedJob.find(jobId, ports.attempts())) {
            case CommandedJob.NotRecorded unknown -> unknown.answer();
            case CommandedJob.Unacted observed -> observed.answer();
            case CommandedJob.Over over -> over.answer();
            case CommandedJob.Unended open -> hurry(open, order);
        };
    }

    private Answered hurry(CommandedJob.Unended open, Order order) {
        Retry retry = open.retry();
        Execution planned =
                ports.executions().find(open.next(), LaunchName.PLANNED).orElse(null);
        if (planned instanceof Launched launched) {
            return open.runs(launched.taskArn());
        }
        Answered obstacle = obstacle(open, order, planned);
        if (obstacle != null) {
            return obstacle;
        }
        TaskOverrides values = planned instanceof Running running
                ? running.request().overrides()
                : ports.launchValues().of(open.last(), retry, open.before(), denied -> {});
        List<String> missing = retry.launch().missingValues(values);
        if (!missing.isEmpty()) {
            return refused(
                    open,
                    "The values of the environment are lost: " + String.join(", ", missing) + ".",
                    "Cancel the job, and run it again with 'ecs-retry rerun "
                            + open.next().jobId() + " --env NAME=VALUE'.");
        }
        Order standing =
                retry.orders().launch() == LaunchName.NOW ? retry.orders().released() : null;
        if (standing == null && !ports.orders().hurry(open.last().id(), order)) {
            return open.changed();
        }
        return launch(open, values, standing);
    }

    private static @Nullable Answered obstacle(CommandedJob.Unended open, Order order, @Nullable Execution planned) {
        Retry retry = open.retry();
        Order cancelled = retry.orders().cancelled();
        if (cancelled != null) {
            return refused(
                    open,
                    "Job " + open.next().jobId() + " was cancelled " + cancelled.phrase() + ".",
                    "Once its end is on record, run it again with 'ecs-retry rerun "
                            + open.next().jobId() + "'.");
        }
        if (retry.notAfter() != null && order.at().isAfter(retry.notAfter())) {
            return refused(
                    open,
                    "The job's deadline passed at " + retry.notAfter() + ".",
                    "Once its end is on record, run it again with 'ecs-retry rerun "
                            + open.next().jobId() + "'.");
        }
        if (retry.held() != null && retry.held().reason() == Held.Reason.LAUNCH_UNKNOWN) {
            return refused(
                    open,
                    "Nothing says yet how the task was launched. The retry is held until CloudTrail's event history does.",
                    "Wait some minutes, or declare network: in policy '"
                            + open.last().ruling().policy() + "' for the next jobs.");
        }
        boolean launchFailed = planned instanceof NotLaunched && retry.orders().launch() == LaunchName.PLANNED;
        return launchFailed
                ? refused(
                        open,
                        "The launch of attempt " + open.next().number() + " has just ended without a task.",
                        "What follows is decided within minutes. Look at the job with 'ecs-retry show "
                                + open.next().jobId() + "'.")
                : null;
    }

    private Answered launch(CommandedJob.Unended open, TaskOverrides values, @Nullable Order standing) {
        AttemptId next = open.next();
        ports.attempts()
                .history(next.jobId())
                .attempt(open.last().id().number())
                .ifPresent(recorded -> ports.endedAttempts().carryOut(recorded, values, open.before()));
        String message = standing != null
                ? "Attempt " + next.number() + " of job " + next.jobId() + " was released already, " + standing.phrase()
                        + "."
                : "Attempt " + next.number() + " of job " + next.jobId() + " is launched now instead of "
                        + (open.retry().held() != null
                                ? "after the pause."
                                : "at " + Timestamps.format(open.retry().notBefore()) + ".");
        return Answered.done(message)
                .about(next)
                .with("executionArn", ports.stateMachine().executionArn(LaunchName.NOW.of(next)));
    }

    private static Answered refused(CommandedJob.Unended open, String message, String advice) {
        return Answered.refused(message, advice).about(open.next());
    }
}
