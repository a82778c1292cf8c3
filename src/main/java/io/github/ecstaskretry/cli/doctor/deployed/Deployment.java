package io.github.ecstaskretry.cli.doctor.deployed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Everything that was read of a deployment.
 *
 * @param skew how far this machine's clock is ahead of AWS's
 * @param readAt when, by AWS's clock
 * @param taskStopped the rule for stopped tasks
 * @param launchEnded the rule for executions that launched nothing
 * @param calls the function's in the last {@link #RECENT}
 */
public record Deployment(
        Stack stack,
        Duration skew,
        Instant readAt,
        Reading<EventRule> taskStopped,
        Reading<EventRule> launchEnded,
        Reading<RetryFunction> function,
        Reading<Invocation> invocation,
        Reading<PolicyInForce> policy,
        Reading<List<WatchedCluster>> clusters,
        Reading<EventQueue> deadLetters,
        Reading<TableState> table,
        Reading<Machine> stateMachine,
        Reading<NoticeTopic> topic,
        Reading<Schedule> schedule,
        Reading<Calls> calls,
        Reading<List<Alarm>> alarms,
        Reading<Backlog> backlog) {

    /** Three rounds of the schedule. */
    public static final Duration RECENT = Duration.ofMinutes(15);
}
