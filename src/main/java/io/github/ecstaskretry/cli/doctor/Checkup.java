package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the checks found, part by part along an event's path.
 *
 * @param findings at least one of each part
 */
public record Checkup(Stack stack, List<CheckResult> findings) {

    /** Checks what was read. */
    public static Checkup of(Deployment deployment) {
        StackChecks stack = new StackChecks(deployment);
        EventChecks events = new EventChecks(deployment);
        FunctionChecks function = new FunctionChecks(deployment);
        RetryChecks retries = new RetryChecks(deployment);
        return new Checkup(
                deployment.stack(),
                Stream.of(
                                stack.clock(),
                                stack.status(),
                                events.taskStoppedRule(),
                                events.launchEndedRule(),
                                events.clusters(),
                                function.function(),
                                function.policy(),
                                function.reconciling(),
                                TableCheck.results(deployment),
                                retries.stateMachine(),
                                retries.notices(),
                                events.deadLetterQueue(),
                                retries.attempts(),
                                stack.alarms())
                        .flatMap(List::stream)
                        .toList());
    }

    /** The number of findings with that verdict. */
    public long count(Health verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** Whether nothing is broken, and everything could be checked. */
    public boolean healthy() {
        return count(Health.BROKEN) == 0 && count(Health.UNKNOWN) == 0;
    }
}
