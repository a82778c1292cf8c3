package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.LaunchEvent;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** Step Functions as one invocation reaches it. */
final class StepFunctionsClient implements SfnClient {

    private final Calls calls;
    private final StepFunctions stepFunctions;

    StepFunctionsClient(Calls calls, StepFunctions stepFunctions) {
        this.calls = calls;
        this.stepFunctions = stepFunctions;
    }

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
        return calls.call(Service.STEP_FUNCTIONS, "StartExecution", SfnException::builder, () -> {
            if (!stepFunctions.start(request.name(), request.input())) {
                throw ExecutionAlreadyExistsException.builder()
                        .message("Execution Already Exists")
                        .build();
            }
            return StartExecutionResponse.builder()
                    .executionArn(Execution.arn(request.name()))
                    .build();
        });
    }

    /** An execution that has ended stays as it is. */
    @Override
    public StopExecutionResponse stopExecution(StopExecutionRequest request) {
        return calls.call(Service.STEP_FUNCTIONS, "StopExecution", SfnException::builder, () -> {
            Execution execution = execution(request.executionArn());
            stepFunctions.stop(execution, request.cause());
            return StopExecutionResponse.builder()
                    .stopDate(execution.stoppedAt())
                    .build();
        });
    }

    private Execution execution(String arn) {
        Execution execution = stepFunctions.execution(arn);
        if (execution == null) {
            throw ExecutionDoesNotExistException.builder()
                    .message("Execution Does Not Exist")
                    .build();
        }
        return execution;
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
        return calls.call(Service.STEP_FUNCTIONS, "DescribeExecution", SfnException::builder, () -> {
            Execution execution = execution(request.executionArn());
            return DescribeExecutionResponse.builder()
                    .executionArn(request.executionArn())
                    .stateMachineArn(LaunchEvent.STATE_MACHINE_ARN)
                    .output(execution.output())
                    .name(execution.name())
                    .status(execution.status())
                    .startDate(execution.startedAt())
                    .stopDate(execution.stoppedAt())
                    .input(execution.input())
                    .error(execution.error())
                    .cause(execution.cause())
                    .build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
