package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.function.retry.Attempts;
import io.github.ecstaskretry.function.retry.ClusterTasks;
import io.github.ecstaskretry.function.retry.Control;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.Executions;
import io.github.ecstaskretry.function.retry.FailedLaunches;
import io.github.ecstaskretry.function.retry.LaunchValues;
import io.github.ecstaskretry.function.retry.OpenAttempts;
import io.github.ecstaskretry.store.StateMachineArn;

/**
 * The ports and use cases that commands need.
 *
 * @param stateMachine gives the ARNs of executions
 */
public record OperatorPorts(
        Attempts attempts,
        OpenAttempts openAttempts,
        RetryOrders orders,
        Control control,
        Executions executions,
        ClusterTasks clusterTasks,
        EndedAttempts endedAttempts,
        FailedLaunches failedLaunches,
        DeadLetterQueue deadLetters,
        StateMachineArn stateMachine) {

    LaunchValues launchValues() {
        return new LaunchValues(endedAttempts, executions, clusterTasks);
    }
}
