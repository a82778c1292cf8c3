package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.deployed.Deployment;
import io.github.ecstaskretry.cli.doctor.deployed.Machine;
import java.util.ArrayList;
import java.util.List;

/** The state machine takes executions, each name once, and keeps overrides out of its log. */
final class StateMachineCheck {

    private static final String PART = "state machine";

    private StateMachineCheck() {}

    static List<Finding> findings(Deployment deployment) {
        return Finding.of(
                PART,
                deployment.stateMachine(),
                Finding.broken(
                        PART,
                        "there is none: nothing is run again",
                        Repair.absent(deployment.stack(), LogicalIds.STATE_MACHINE)),
                StateMachineCheck::findings);
    }

    private static List<Finding> findings(Machine machine) {
        List<Finding> findings = new ArrayList<>();
        if (!machine.status().equals("ACTIVE")) {
            findings.add(Finding.broken(PART, "it is " + machine.status(), Repair.CHANGED));
        }
        if (!machine.type().equals("STANDARD")) {
            findings.add(Finding.broken(
                    PART,
                    "it is " + machine.type() + ", which starts an execution twice when it is asked twice",
                    "'sam deploy' of a template with StateMachineType STANDARD makes another"));
        }
        if (machine.logsData()) {
            findings.add(Finding.warning(
                    PART,
                    "its log has the executions' data, values of environment overrides among them",
                    "turn includeExecutionData off: " + Repair.CHANGED));
        }
        return findings.isEmpty() ? List.of(Finding.ok(PART, "active")) : findings;
    }
}
