package io.github.ecstaskretry.cli.doctor;

import java.util.List;

/** The state machine is active, starts each execution once, and keeps overrides out of its log. */
final class StateMachineCheck {

    private StateMachineCheck() {}

    static List<CheckResult> results(Deployment deployment) {
        CheckResults results = new CheckResults("state machine");
        results.read(
                deployment.stateMachine(),
                () -> results.broken(
                        "the state machine does not exist: no task is run again",
                        Repair.absent(deployment.stack(), LogicalIds.STATE_MACHINE)),
                machine -> {
                    if (!machine.status().equals("ACTIVE")) {
                        results.broken("it is " + machine.status(), Repair.CHANGED);
                    }
                    if (!machine.type().equals("STANDARD")) {
                        results.broken(
                                "it is " + machine.type() + ", which can start one execution twice",
                                "'sam deploy' of a template with StateMachineType STANDARD creates another");
                    }
                    if (machine.logsData()) {
                        results.warning(
                                "its log holds the executions' data, including values of environment overrides",
                                "turn includeExecutionData off: " + Repair.CHANGED);
                    }
                });
        return results.orOk("active");
    }
}
