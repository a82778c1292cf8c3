package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.Stack;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong with a deployment, part by part along an event's path.
 *
 * @param findings one at least of each part
 */
public record Checkup(Stack stack, List<CheckResult> findings) {

    public Checkup {
        findings = List.copyOf(findings);
    }

    /** Judges what was read. */
    public static Checkup of(Deployment deployment) {
        return new Checkup(
                deployment.stack(),
                Stream.of(
                                ClockCheck.findings(deployment.skew()),
                                StackCheck.findings(deployment.stack()),
                                RuleCheck.taskStopped(deployment),
                                RuleCheck.launchEnded(deployment),
                                ClustersCheck.findings(deployment),
                                FunctionCheck.findings(deployment),
                                PolicyCheck.findings(deployment),
                                ReconcilingCheck.findings(deployment),
                                TableCheck.findings(deployment),
                                StateMachineCheck.findings(deployment),
                                NoticesCheck.findings(deployment),
                                DeadLetterQueueCheck.findings(deployment),
                                AttemptsCheck.findings(deployment),
                                AlarmsCheck.findings(deployment))
                        .flatMap(List::stream)
                        .toList());
    }

    /** How many findings of that verdict there are. */
    public long count(Health verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** Whether nothing is broken, and everything could be looked at. */
    public boolean healthy() {
        return count(Health.BROKEN) == 0 && count(Health.UNKNOWN) == 0;
    }
}
