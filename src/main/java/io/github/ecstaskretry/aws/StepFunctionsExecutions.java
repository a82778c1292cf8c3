package io.github.ecstaskretry.aws;

import io.github.ecstaskretry.handle.Executions;
import software.amazon.awssdk.services.sfn.SfnClient;

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
    public String input(String executionArn) {
        return stepFunctions
                .describeExecution(request -> request.executionArn(executionArn))
                .input();
    }
}
