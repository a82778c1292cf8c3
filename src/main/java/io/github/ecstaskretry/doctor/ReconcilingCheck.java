package io.github.ecstaskretry.doctor;

import java.time.Duration;
import java.util.List;

/** Every five minutes the schedule calls the function, so that a function that was not called has no schedule. */
final class ReconcilingCheck {

    private static final String PART = "reconciling";

    private ReconcilingCheck() {}

    static List<Finding> findings(Deployment deployment) {
        return Finding.of(
                PART,
                deployment.invocations(),
                Finding.unknown(PART, "not known without the function"),
                invocations -> List.of(finding(invocations, deployment)));
    }

    private static Finding finding(long invocations, Deployment deployment) {
        if (invocations > 0) {
            return Finding.ok(
                    PART, "the function was called in the last " + Deployment.RECENT.toMinutes() + " minutes");
        }
        if (!mayBeCalled(deployment.function())) {
            return Finding.unknown(PART, "not known as long as the function cannot be called");
        }
        Stack stack = deployment.stack();
        if (Duration.between(stack.deployedAt(), deployment.readAt()).compareTo(Deployment.RECENT) < 0) {
            return Finding.warning(
                    PART,
                    "the stack was deployed less than " + Deployment.RECENT.toMinutes() + " minutes ago",
                    "look again later");
        }
        return Finding.broken(
                PART,
                "the function was not called for " + Deployment.RECENT.toMinutes()
                        + " minutes, though its schedule should call it every five: what got lost is not found",
                stack.resource(LogicalIds.SCHEDULE)
                        .map(name -> "aws scheduler get-schedule --name " + name
                                + " tells whether it is there and ENABLED; " + Repair.CHANGED)
                        .orElseGet(() -> Repair.absent(stack, LogicalIds.SCHEDULE)));
    }

    private static boolean mayBeCalled(Reading<RetryFunction> function) {
        return switch (function) {
            case Reading.Found<RetryFunction>(RetryFunction found) -> found.callable();
            case Reading.Absent<RetryFunction>() -> false;
            case Reading.Untold<RetryFunction> untold -> true;
        };
    }
}
