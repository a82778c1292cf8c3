package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import io.github.ecstaskretry.cli.doctor.Deployment.ReconcileSchedule;
import io.github.ecstaskretry.cli.doctor.Deployment.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The schedule is set to call the function every five minutes, and the function is called. */
final class ReconcilingCheck {

    private static final String PART = "reconciling";
    private static final String ENABLED = "ENABLED";

    private ReconcilingCheck() {}

    static List<CheckResult> findings(Deployment deployment) {
        List<CheckResult> findings = new ArrayList<>(CheckResult.of(
                PART,
                deployment.schedule(),
                CheckResult.broken(
                        PART,
                        "there is no schedule: what got lost is not found",
                        Repair.absent(deployment.stack(), LogicalIds.SCHEDULE)),
                schedule -> ofSchedule(schedule, deployment)));
        if (findings.stream().noneMatch(finding -> finding.verdict() == Health.BROKEN)) {
            findings.addAll(CheckResult.of(
                    PART,
                    deployment.calls(),
                    CheckResult.unknown(PART, "not known without the function"),
                    calls -> ofCalls(calls, deployment)));
        }
        return findings.isEmpty()
                ? List.of(CheckResult.ok(
                        PART,
                        "the schedule is enabled, and the function was called in the last " + minutes() + " minutes"))
                : findings;
    }

    private static List<CheckResult> ofSchedule(ReconcileSchedule schedule, Deployment deployment) {
        List<CheckResult> findings = new ArrayList<>();
        if (!schedule.state().equals(ENABLED)) {
            findings.add(
                    CheckResult.broken(
                            PART,
                            "the schedule " + schedule.name() + " is " + schedule.state()
                                    + ": what got lost is not found",
                            "enable it in the console of EventBridge Scheduler; 'sam deploy' of the same template leaves it as it is"));
        }
        if (deployment.function() instanceof Reading.Found<RetryFunction>(RetryFunction function)
                && !schedule.targetArn().equals(function.arn())) {
            findings.add(CheckResult.broken(
                    PART,
                    "the schedule " + schedule.name() + " does not have the function as its target",
                    Repair.CHANGED));
        }
        return findings;
    }

    /** Events call it, too: that it was called does not say by whom, that it was not says enough. */
    private static List<CheckResult> ofCalls(InvocationCounts calls, Deployment deployment) {
        if (calls.invoked() > 0) {
            return List.of();
        }
        if (!mayBeCalled(deployment.function())) {
            return List.of(CheckResult.unknown(PART, "not known as long as the function cannot be called"));
        }
        if (calls.throttled() > 0) {
            return List.of(
                    CheckResult.broken(
                            PART,
                            "Lambda throttled every call of the function for " + minutes()
                                    + " minutes: what got lost is not found",
                            "no concurrency is left for it: see the account's quota 'Concurrent executions' and what is reserved of it"));
        }
        Stack stack = deployment.stack();
        if (Duration.between(stack.deployedAt(), deployment.readAt()).compareTo(Deployment.RECENT) < 0) {
            return List.of(CheckResult.warning(
                    PART, "the stack was deployed less than " + minutes() + " minutes ago", "look again later"));
        }
        return List.of(CheckResult.broken(
                PART,
                "the function was not called for " + minutes()
                        + " minutes, though its schedule should call it every five: what got lost is not found",
                "see whether the role ReconcileScheduleRole may still call it: " + Repair.CHANGED));
    }

    private static long minutes() {
        return Deployment.RECENT.toMinutes();
    }

    private static boolean mayBeCalled(Reading<RetryFunction> function) {
        return switch (function) {
            case Reading.Found<RetryFunction>(RetryFunction found) -> found.callable();
            case Reading.Absent<RetryFunction>() -> false;
            case Reading.Unknown<RetryFunction> untold -> true;
        };
    }
}
