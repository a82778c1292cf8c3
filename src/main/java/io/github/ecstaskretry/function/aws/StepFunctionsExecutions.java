package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.format.event.ExecutionStatusChangeJson;
import io.github.ecstaskretry.format.event.LaunchEnd;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import io.github.ecstaskretry.function.retry.Execution;
import io.github.ecstaskretry.function.retry.Executions;
import io.github.ecstaskretry.store.StateMachineArn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Starts and describes executions of wait-and-run. A Standard execution's name can be used once in 90 days, so a second start of an
 * attempt starts nothing (AWS Step Functions API reference, {@code StartExecution}). DescribeExecution knows the execution for as long.
 */
public record StepFunctionsExecutions(SfnClient stepFunctions, StateMachineArn stateMachine) implements Executions {

    /** How long an execution waits if it exists only to take its name. */
    private static final Duration TO_BE_STOPPED = Duration.ofHours(1);

    @Override
    public void start(RunTaskRequest request, LaunchName name, Instant notBefore, @Nullable Instant notAfter) {
        String input = ExecutionJson.input(request, notBefore, notAfter);
        try {
            stepFunctions.startExecution(start -> start.stateMachineArn(stateMachine.value())
                    .name(name.of(request.attempt()))
                    .input(input));
        } catch (ExecutionAlreadyExistsException alreadyStarted) {
            // Only this attempt has this name, so this launch was started before.
            return;
        } catch (SfnException refused) {
            throw new LaunchRefusedException(request.attempt(), refused);
        }
    }

    @Override
    public boolean ours(String stateMachineArn) {
        return stateMachine.value().equals(stateMachineArn);
    }

    @Override
    public LaunchEnd completed(LaunchEnd end) {
        DescribeExecutionResponse execution = describe(end.executionArn());
        return end.completed(execution.input(), execution.error(), execution.cause());
    }

    @Override
    public Optional<Execution> find(AttemptId attempt, LaunchName name) {
        try {
            return Optional.of(execution(describe(arn(attempt, name))));
        } catch (ExecutionDoesNotExistException e) {
            return Optional.empty();
        }
    }

    @Override
    public Execution stop(RunTaskRequest request, LaunchName name, Instant now, String because) {
        String arn = arn(request.attempt(), name);
        try {
            stop(arn, because);
        } catch (ExecutionDoesNotExistException neverStarted) {
            // If this invocation dies before it stops the execution, the execution fails after its wait, because its
            // deadline has passed.
            start(request, name, now.plus(TO_BE_STOPPED), Instant.EPOCH);
            stop(arn, because);
        }
        return execution(describe(arn));
    }

    private void stop(String arn, String because) {
        stepFunctions.stopExecution(request -> request.executionArn(arn).cause(because));
    }

    private String arn(AttemptId attempt, LaunchName name) {
        return stateMachine.executionArn(name.of(attempt));
    }

    private DescribeExecutionResponse describe(String executionArn) {
        return stepFunctions.describeExecution(request -> request.executionArn(executionArn));
    }

    private static Execution execution(DescribeExecutionResponse execution) {
        RunTaskRequest request = ExecutionJson.request(execution.input());
        return switch (execution.status()) {
            case SUCCEEDED ->
                new Execution.Launched(
                        request,
                        execution.stopDate(),
                        ExecutionJson.launchedTask(execution.output()).orElse(null));
            case FAILED, TIMED_OUT, ABORTED -> new Execution.NotLaunched(request, end(execution));
            default -> new Execution.Running(request);
        };
    }

    /** Gives the end the form that its event has. */
    private static LaunchEnd end(DescribeExecutionResponse execution) {
        return new LaunchEnd(
                execution.executionArn(),
                execution.stateMachineArn(),
                ExecutionStatusChangeJson.launchFailure(
                        execution.statusAsString(), execution.error(), execution.cause()),
                execution.stopDate(),
                execution.input(),
                EventRef.NONE);
    }
}
