package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.LaunchEvent;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** Step Functions as one invocation reaches it. */
final class StepFunctionsClient implements SfnClient {

    private final Calls calls;
    private final StepFunctions stepFunctions;
    private final RunJobs runJobs;

    StepFunctionsClient(Calls calls, StepFunctions stepFunctions, RunJobs runJobs) {
        this.calls = calls;
        this.stepFunctions = stepFunctions;
        this.runJobs = runJobs;
    }

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
        try {
            return calls.call(Service.STEP_FUNCTIONS, "StartExecution", SfnException::builder, () -> start(request));
        } catch (SdkException notStarted) {
            calls.invocation().couldNotStart(request.name());
            throw notStarted;
        }
    }

    private StartExecutionResponse start(StartExecutionRequest request) {
        if (!stepFunctions.start(request.name(), request.input())) {
            throw ExecutionAlreadyExistsException.builder()
                    .message("Execution Already Exists")
                    .build();
        }
        return StartExecutionResponse.builder()
                .executionArn(Execution.arn(request.name()))
                .build();
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
            RunJob runJob = runJobs.execution(request.executionArn());
            if (runJob != null) {
                return DescribeExecutionResponse.builder()
                        .executionArn(runJob.arn())
                        .stateMachineArn(RunJob.STATE_MACHINE_ARN)
                        .status(runJob.status())
                        .output(runJob.output())
                        .error(runJob.error())
                        .build();
            }
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
    public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
        return calls.call(Service.STEP_FUNCTIONS, "SendTaskSuccess", SfnException::builder, () -> {
            runJobs.answer(request.taskToken(), null, request.output());
            return SendTaskSuccessResponse.builder().build();
        });
    }

    @Override
    public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
        return calls.call(Service.STEP_FUNCTIONS, "SendTaskFailure", SfnException::builder, () -> {
            runJobs.answer(request.taskToken(), request.error(), request.cause());
            return SendTaskFailureResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
