package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.deployed.Machine;
import io.github.ecstaskretry.cli.doctor.deployed.Reading;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.IncludedData;

/** A state machine by DescribeStateMachine, without its definition, which needs a key (AWS Step Functions API reference). */
final class StateMachineReader {

    private final SfnClient stepFunctions;

    StateMachineReader(SfnClient stepFunctions) {
        this.stepFunctions = stepFunctions;
    }

    Reading<Machine> read(String arn) {
        return Question.ask(
                "states:DescribeStateMachine",
                () -> machine(stepFunctions.describeStateMachine(
                        request -> request.stateMachineArn(arn).includedData(IncludedData.METADATA_ONLY))));
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
