package io.github.ecstaskretry.aws.deployment;

import io.github.ecstaskretry.doctor.Machine;
import io.github.ecstaskretry.doctor.Reading;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;

/** A state machine by DescribeStateMachine (AWS Step Functions API reference). */
final class StateMachineReader {

    private final SfnClient stepFunctions;

    StateMachineReader(SfnClient stepFunctions) {
        this.stepFunctions = stepFunctions;
    }

    Reading<Machine> read(String arn) {
        return Question.ask(
                "states:DescribeStateMachine",
                () -> machine(stepFunctions.describeStateMachine(request -> request.stateMachineArn(arn))));
    }

    private static Machine machine(DescribeStateMachineResponse machine) {
        return new Machine(
                machine.stateMachineArn(),
                machine.statusAsString(),
                machine.typeAsString(),
                machine.loggingConfiguration() != null
                        && Boolean.TRUE.equals(machine.loggingConfiguration().includeExecutionData()));
    }
}
