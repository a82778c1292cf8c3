package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.format.event.LaunchEnd;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Handles executions of wait-and-run that launched no task. Such an end is the end of the attempt that the execution should have
 * launched.
 *
 * @param clock shows whether ECS has had time to list a task
 */
public record FailedLaunches(
        EndedAttempts endedAttempts, Executions executions, ClusterTasks clusterTasks, InstantSource clock) {

    /**
     * Until ListTasks shows a task that was made: ECS's API "follows an eventual consistency model" (Amazon ECS API reference,
     * {@code RunTask}).
     */
    static final Duration UNTIL_LISTED = Duration.ofSeconds(30);

    /**
     * Handles one ended execution. Idempotent.
     *
     * @throws io.github.ecstaskretry.format.event.MalformedEventException if the execution's input is not in our form
     * @throws LaunchInDoubtException if it is too early to tell whether ECS has made a task
     * @throws RuntimeException of an adapter, if a call to AWS failed
     */
    public Handled handle(LaunchEnd end) {
        if (!executions.ours(end.stateMachineArn())) {
            return new Handled.Ignored("the execution is of another state machine");
        }
        LaunchName execution = LaunchName.ofExecution(end.executionArn());
        if (execution == LaunchName.KEPT) {
            return new Handled.Ignored("the execution only keeps the values of a held retry");
        }
        LaunchEnd completed = end.complete() ? end : executions.completed(end);
        FailedLaunch launch = ExecutionJson.failedLaunch(completed);
        // The planned execution of a hurried attempt may have called ECS just before it was stopped.
        boolean calledNobody = execution == LaunchName.PLANNED && !wasDue(completed);
        if (launch.stop().answered() || calledNobody) {
            return endedAttempts.handle(launch, execution);
        }
        try {
            if (clusterTasks.exists(launch.clusterArn(), launch.attempt())) {
                return new Handled.Ignored("its task was made after all");
            }
        } catch (ClusterDeniedException denied) {
            return unverified(launch, denied, execution);
        } catch (ClusterMissingException missing) {
            return launch.stop().inDoubt()
                    ? unverified(launch, missing, execution)
                    : endedAttempts.handle(launch, execution);
        }
        refuseWhileInDoubt(launch);
        return endedAttempts.handle(launch, execution);
    }

    /** The true end of a task supersedes this record, if there was one. */
    private Handled unverified(FailedLaunch launch, RuntimeException because, LaunchName execution) {
        return endedAttempts.handle(launch.unverified(String.valueOf(because.getMessage())), execution);
    }

    /** An execution whose time has not come still waits and has not called ECS. A wait is exact to the second. */
    private static boolean wasDue(LaunchEnd end) {
        Instant due = ExecutionJson.notBefore(end.input());
        return due == null || !end.stoppedAt().isBefore(due.truncatedTo(ChronoUnit.SECONDS));
    }

    private void refuseWhileInDoubt(FailedLaunch launch) {
        Instant listed = launch.times().stoppedAt().plus(UNTIL_LISTED);
        if (launch.stop().inDoubt() && clock.instant().isBefore(listed)) {
            throw new LaunchInDoubtException(launch.attempt(), listed);
        }
    }
}
