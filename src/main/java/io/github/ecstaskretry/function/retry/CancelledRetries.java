package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.function.retry.Execution.Launched;
import io.github.ecstaskretry.function.retry.Execution.NotLaunched;
import io.github.ecstaskretry.function.retry.Execution.Running;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Carries out recorded cancels: stops the execution of the retry, and records the next attempt as a launch that was stopped. */
public record CancelledRetries(FailedLaunches failedLaunches, Executions executions, InstantSource clock) {

    private static final int LONGEST_CAUSE = 1_000;

    /** The result of a cancel. */
    public sealed interface Finished {

        /** The job has ended, or ends as soon as Step Functions reports the end of the execution. */
        record Stopped() implements Finished {}

        /**
         * The task had been launched before.
         *
         * @param taskArn null if it is not known
         */
        record TooLate(@Nullable String taskArn) implements Finished {}
    }

    /**
     * Carries a recorded cancel out. Idempotent.
     *
     * @throws LaunchInDoubtException if it is too early to tell whether ECS has made a task
     * @throws RuntimeException of an adapter, if a call to AWS failed
     */
    public Finished finish(Retry retry, Order cancel) {
        String cause = "cancelled " + cancel.phrase();
        String shortened = cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE));
        if (retry.orders().launch() == LaunchName.NOW
                && stop(retry, LaunchName.PLANNED, shortened) instanceof Launched launched) {
            return new Finished.TooLate(launched.taskArn());
        }
        return switch (stop(retry, retry.orders().launch(), shortened)) {
            case Launched launched -> new Finished.TooLate(launched.taskArn());
            case Running _ -> new Finished.Stopped();
            case NotLaunched notLaunched ->
                failedLaunches.handle(notLaunched.end()) instanceof Handled.Ignored
                        ? new Finished.TooLate(null)
                        : new Finished.Stopped();
        };
    }

    private Execution stop(Retry retry, LaunchName name, String cause) {
        return executions.stop(retry.launch(), name, clock.instant(), cause);
    }
}
