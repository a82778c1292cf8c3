package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.Deployment.RetryStateMachine;
import io.github.ecstaskretry.cli.doctor.Reading;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.IncludedData;

/** A state machine by DescribeStateMachine, without its definition, which needs a key (AWS Step Functions API reference). */
final class StateMachineReader {

    private final SfnClient stepFunctions;

    StateMachineReader(SfnClient stepFunctions) {
        this.stepFunctions = stepFunctions;
    }

    Reading<RetryStateMachine> read(String arn) {
        return Readings.ask(
                "states:DescribeStateMachine",
                () -> machine(stepFunctions.describeStateMachine(
                        request -> request.stateMachineArn(arn).includedData(IncludedData.METADATA_ONLY))));
    }

    private static RetryStateMachine machine(DescribeStateMachineResponse machine) {
        return new RetryStateMachine(
                machine.stateMachineArn(),
                machine.statusAsString(),
                machine.typeAsString(),
                machine.loggingConfiguration() != null
                        && Boolean.TRUE.equals(machine.loggingConfiguration().includeExecutionData()));
    }
}
