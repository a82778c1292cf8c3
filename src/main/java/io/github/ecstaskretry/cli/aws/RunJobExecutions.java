package io.github.ecstaskretry.cli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.task.Arn;
import io.github.ecstaskretry.format.Json;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Starts executions of run-job and waits for their ends. */
public final class RunJobExecutions implements AutoCloseable {

    private static final String POLICY = "RunJobPolicyArn";

    private final SfnClient stepFunctions;
    private final String stateMachineArn;

    /** Connects. The ARN is the stack's output {@code RunJobArn}. */
    public RunJobExecutions(AwsConnection aws, String stateMachineArn) {
        this.stateMachineArn = stateMachineArn;
        try {
            stepFunctions = aws.client(SfnClient.builder());
        } catch (SdkException e) {
            throw new UnreadableException("cannot read run-job", "states:StartExecution", POLICY, e);
        }
    }

    /**
     * How an execution ended.
     *
     * @param status in AWS's words, such as {@code SUCCEEDED}
     * @param error the job's outcome, or the error of the execution itself; null if it succeeded or was aborted
     * @param output the job as JSON; null unless it succeeded
     */
    public record ExecutionEnd(
            String status,
            @Nullable String error,
            @Nullable String cause,
            @Nullable String output) {

        public boolean succeeded() {
            return status.equals(ExecutionStatus.SUCCEEDED.toString());
        }

        public boolean aborted() {
            return status.equals(ExecutionStatus.ABORTED.toString());
        }
    }

    /** The ARN of a cluster beside the state machine, unless it is one already. */
    public String clusterArn(String cluster) {
        return cluster.startsWith("arn:")
                ? cluster
                : Arn.of(stateMachineArn).beside("ecs", "cluster/" + cluster).toString();
    }

    /**
     * Starts one.
     *
     * @param runTask RunTask's request in Pascal case
     * @param timeoutSeconds how long the execution waits for the job's end; null for its default of a day
     * @return its ARN
     * @throws UnreadableException if Step Functions refuses it
     */
    public String start(ObjectNode runTask, @Nullable Long timeoutSeconds) {
        ObjectNode input = Json.object();
        input.set("runTask", runTask);
        if (timeoutSeconds != null) {
            input.put("timeoutSeconds", timeoutSeconds);
        }
        try {
            return stepFunctions
                    .startExecution(
                            request -> request.stateMachineArn(stateMachineArn).input(Json.write(input)))
                    .executionArn();
        } catch (SdkException e) {
            throw new UnreadableException("cannot start " + stateMachineArn, "states:StartExecution", POLICY, e);
        }
    }

    /** How it ended; null while it runs. */
    public @Nullable ExecutionEnd ended(String executionArn) {
        try {
            DescribeExecutionResponse execution =
                    stepFunctions.describeExecution(request -> request.executionArn(executionArn));
            return execution.status() == ExecutionStatus.RUNNING
                    ? null
                    : new ExecutionEnd(
                            execution.statusAsString(), execution.error(), execution.cause(), execution.output());
        } catch (SdkException e) {
            throw new UnreadableException(
                    "cannot read the execution " + executionArn, "states:DescribeExecution", POLICY, e);
        }
    }

    @Override
    public void close() {
        stepFunctions.close();
    }
}
