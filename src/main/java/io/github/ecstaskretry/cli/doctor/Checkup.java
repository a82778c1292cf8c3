package io.github.ecstaskretry.cli.doctor;

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
        return new Checkup(
                deployment.stack(),
                Stream.of(
                                ClockCheck.results(deployment.skew()),
                                StackCheck.results(deployment.stack()),
                                RuleCheck.taskStopped(deployment),
                                RuleCheck.launchEnded(deployment),
                                ClustersCheck.results(deployment),
                                FunctionCheck.results(deployment),
                                PolicyCheck.results(deployment),
                                ReconcilingCheck.results(deployment),
                                TableCheck.results(deployment),
                                StateMachineCheck.results(deployment),
                                NoticesCheck.results(deployment),
                                DeadLetterQueueCheck.results(deployment),
                                AttemptsCheck.results(deployment),
                                AlarmsCheck.results(deployment))
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
