package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import io.github.ecstaskretry.cli.doctor.Deployment.ReconcileSchedule;
import java.time.Duration;
import java.util.List;

/** The schedule calls the function every five minutes. */
final class ReconcilingCheck {

    private static final String LOST = ": lost events are not found";
    private static final long MINUTES = Deployment.RECENT.toMinutes();

    private ReconcilingCheck() {}

    static List<CheckResult> results(Deployment deployment) {
        CheckResults results = new CheckResults("reconciling");
        results.read(
                deployment.schedule(),
                () -> results.broken(
                        "the schedule does not exist" + LOST, Repair.absent(deployment.stack(), LogicalIds.SCHEDULE)),
                schedule -> check(schedule, deployment, results));
        if (results.noneBroken()) {
            results.read(
                    deployment.calls(),
                    () -> results.unknown("not known without the function"),
                    calls -> check(calls, deployment, results));
        }
        return results.orOk("the schedule is enabled, and the function was called in the last " + MINUTES + " minutes");
    }

    private static void check(ReconcileSchedule schedule, Deployment deployment, CheckResults results) {
        if (!schedule.state().equals("ENABLED")) {
            results.broken(
                    "the schedule " + schedule.name() + " is " + schedule.state() + LOST,
                    "enable it in the console of EventBridge Scheduler; 'sam deploy' of the same template leaves it as it is");
        }
        if (deployment.function() instanceof Lookup.Found<RetryFunction>(RetryFunction function)
                && !schedule.targetArn().equals(function.arn())) {
            results.broken(
                    "the schedule " + schedule.name() + " does not have the function as its target", Repair.CHANGED);
        }
    }

    /** Events call the function, too: a call does not prove that the schedule works, but no call proves that it does not. */
    private static void check(InvocationCounts calls, Deployment deployment, CheckResults results) {
        if (calls.invoked() > 0) {
            return;
        }
        if (!mayBeCalled(deployment.function())) {
            results.unknown("not known as long as the function cannot be called");
        } else if (calls.throttled() > 0) {
            results.broken(
                    "Lambda throttled every call of the function for " + MINUTES + " minutes" + LOST,
                    "no concurrency is left for it: see the account's quota 'Concurrent executions' and what is reserved of it");
        } else if (Duration.between(deployment.stack().deployedAt(), deployment.readAt())
                        .compareTo(Deployment.RECENT)
                < 0) {
            results.warning("the stack was deployed less than " + MINUTES + " minutes ago", "look again later");
        } else {
            results.broken(
                    "the function was not called for " + MINUTES
                            + " minutes, though its schedule should call it every five" + LOST,
                    "check whether the role ReconcileScheduleRole may still call it: " + Repair.CHANGED);
        }
    }

    private static boolean mayBeCalled(Lookup<RetryFunction> function) {
        return switch (function) {
            case Lookup.Found<RetryFunction>(RetryFunction found) -> found.callable();
            case Lookup.Absent<RetryFunction>() -> false;
            case Lookup.Unknown<RetryFunction> unread -> true;
        };
    }
}
