package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.function.retry.Attempts;
import io.github.ecstaskretry.function.retry.CancelledRetries;
import io.github.ecstaskretry.function.retry.Executions;
import io.github.ecstaskretry.function.retry.FailedLaunches;
import java.time.InstantSource;

/** What commands need of AWS and of the use cases. */
public record OperatorPorts(
        Attempts attempts, RetryOrders orders, Executions executions, FailedLaunches failedLaunches) {

    CancelledRetries cancelledRetries(InstantSource clock) {
        return new CancelledRetries(failedLaunches, executions, clock);
    }
}
