package io.github.ecstaskretry.aws;

import io.github.ecstaskretry.format.LaunchEnd;
import io.github.ecstaskretry.handle.Executions;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Executions by DescribeExecution, which knows a Standard execution for 90 days after its end. */
public final class StepFunctionsExecutions implements Executions {

    private final SfnClient stepFunctions;
    private final StateMachineArn stateMachine;

    public StepFunctionsExecutions(SfnClient stepFunctions, StateMachineArn stateMachine) {
        this.stepFunctions = stepFunctions;
        this.stateMachine = stateMachine;
    }

    @Override
    public boolean ours(String stateMachineArn) {
        return stateMachine.value().equals(stateMachineArn);
    }

    @Override
    public LaunchEnd completed(LaunchEnd end) {
        DescribeExecutionResponse execution =
                stepFunctions.describeExecution(request -> request.executionArn(end.executionArn()));
        return end.completed(execution.input(), execution.error(), execution.cause());
    }
}
