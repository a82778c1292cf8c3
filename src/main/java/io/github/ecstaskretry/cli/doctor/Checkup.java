package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import java.util.List;
import java.util.stream.Stream;

/** The results of all checks, at least one for each part, in the order of an event's path. */
public record Checkup(Stack stack, List<CheckResult> findings) {

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
                                retries.launches(),
                                function.reconciling(),
                                TableCheck.results(deployment),
                                retries.stateMachine(),
                                retries.runJob(),
                                retries.notices(),
                                events.deadLetterQueue(),
                                retries.attempts(),
                                retries.pauses(),
                                stack.alarms())
                        .flatMap(List::stream)
                        .toList());
    }

    public long count(Health verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** Whether nothing is broken, and everything could be checked. */
    public boolean healthy() {
        return count(Health.BROKEN) == 0 && count(Health.UNKNOWN) == 0;
    }
}
