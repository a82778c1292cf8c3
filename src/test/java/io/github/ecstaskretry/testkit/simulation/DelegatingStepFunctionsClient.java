package io.github.ecstaskretry.testkit.simulation;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** Another client with some calls changed. */
abstract class DelegatingStepFunctionsClient implements SfnClient {

    private final SfnClient client;

    DelegatingStepFunctionsClient(SfnClient client) {
        this.client = client;
    }

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
        return client.startExecution(request);
    }

    @Override
    public StopExecutionResponse stopExecution(StopExecutionRequest request) {
        return client.stopExecution(request);
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
        return client.describeExecution(request);
    }

    @Override
    public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
        return client.sendTaskSuccess(request);
    }

    @Override
    public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
        return client.sendTaskFailure(request);
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        client.close();
    }
}
