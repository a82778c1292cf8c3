package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.deployed.Deployment;
import io.github.ecstaskretry.cli.doctor.deployed.Stack;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong with a deployment, part by part along an event's path.
 *
 * @param findings one at least of each part
 */
public record Diagnosis(Stack stack, List<Finding> findings) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Judges what was read. */
    public static Diagnosis of(Deployment deployment) {
        return new Diagnosis(
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
    public long count(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** Whether nothing is broken, and everything could be looked at. */
    public boolean healthy() {
        return count(Verdict.BROKEN) == 0 && count(Verdict.UNKNOWN) == 0;
    }
}
