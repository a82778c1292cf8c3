package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.function.retry.ClusterTasks.DescribedByEcs;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the values of an attempt's environment, which the table does not hold. Step Functions keeps an execution's input for 90 days,
 * and ECS keeps a task for about an hour. For a failed launch of others only the target of the rule or schedule has them.
 */
public record LaunchValues(EndedAttempts endedAttempts, Executions executions, ClusterTasks clusterTasks) {

    /**
     * The overrides that a recorded retry needs, with their values; without those that are lost.
     *
     * @param before the recorded attempts before it
     * @param denied receives the refusal of AWS to describe the task
     */
    public TaskOverrides of(
            RecordedAttempt recorded, Retry retry, JobHistory before, Consumer<ClusterDeniedException> denied) {
        if (retry.launch().missingValues(TaskOverrides.NONE).isEmpty()) {
            return TaskOverrides.NONE;
        }
        AttemptId next = recorded.id().next();
        return Optional.<TaskOverrides>empty()
                .or(() -> complete(retry, next, LaunchName.KEPT))
                .or(() -> retry.orders().launch() == LaunchName.NOW
                        ? complete(retry, next, LaunchName.PLANNED)
                        : Optional.empty())
                .or(() -> of(recorded, before, denied))
                .orElse(TaskOverrides.NONE);
    }

    /** The overrides of a recorded attempt with the values of its environment; empty if they are lost. */
    public Optional<TaskOverrides> of(
            RecordedAttempt recorded, JobHistory before, Consumer<ClusterDeniedException> denied) {
        return launchedWith(recorded, before)
                .or(() -> ranWith(recorded, denied))
                .or(() -> recorded.id().isFirst() && recorded.subject().taskArn() == null
                        ? endedAttempts.overridesOf(recorded)
                        : Optional.empty());
    }

    private Optional<TaskOverrides> complete(Retry retry, AttemptId next, LaunchName name) {
        return executions
                .find(next, name)
                .map(execution -> execution.request().overrides())
                .filter(overrides -> retry.launch().missingValues(overrides).isEmpty());
    }

    private Optional<TaskOverrides> launchedWith(RecordedAttempt attempt, JobHistory before) {
        return attempt.id().isFirst()
                        && attempt.id().rerunOf().isEmpty()
                        && !AttemptId.launchedFirst(attempt.subject().originalStartedBy())
                ? Optional.empty()
                : executions
                        .find(attempt.id(), before.launchName(attempt.id()))
                        .map(execution -> execution.request().overrides());
    }

    private Optional<TaskOverrides> ranWith(RecordedAttempt attempt, Consumer<ClusterDeniedException> denied) {
        try {
            return Optional.ofNullable(attempt.subject().taskArn())
                    .flatMap(arn -> clusterTasks.describe(attempt.subject().clusterArn(), arn))
                    .flatMap(DescribedByEcs::stoppedTask)
                    .map(StoppedTask::overrides);
        } catch (ClusterDeniedException refusal) {
            denied.accept(refusal);
            return Optional.empty();
        }
    }
}
