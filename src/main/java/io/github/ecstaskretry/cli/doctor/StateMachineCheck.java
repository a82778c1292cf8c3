package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.RetryStateMachine;
import java.util.ArrayList;
import java.util.List;

/** The state machine takes executions, each name once, and keeps overrides out of its log. */
final class StateMachineCheck {

    private static final String PART = "state machine";

    private StateMachineCheck() {}

    static List<CheckResult> findings(Deployment deployment) {
        return CheckResult.of(
                PART,
                deployment.stateMachine(),
                CheckResult.broken(
                        PART,
                        "there is none: nothing is run again",
                        Repair.absent(deployment.stack(), LogicalIds.STATE_MACHINE)),
                StateMachineCheck::findings);
    }

    private static List<CheckResult> findings(RetryStateMachine machine) {
        List<CheckResult> findings = new ArrayList<>();
        if (!machine.status().equals("ACTIVE")) {
            findings.add(CheckResult.broken(PART, "it is " + machine.status(), Repair.CHANGED));
        }
        if (!machine.type().equals("STANDARD")) {
            findings.add(CheckResult.broken(
                    PART,
                    "it is " + machine.type() + ", which starts an execution twice when it is asked twice",
                    "'sam deploy' of a template with StateMachineType STANDARD makes another"));
        }
        if (machine.logsData()) {
            findings.add(CheckResult.warning(
                    PART,
                    "its log has the executions' data, values of environment overrides among them",
                    "turn includeExecutionData off: " + Repair.CHANGED));
        }
        return findings.isEmpty() ? List.of(CheckResult.ok(PART, "active")) : findings;
    }
}
