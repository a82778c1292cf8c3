package io.github.ecstaskretry.aws;

import io.github.ecstaskretry.handle.Launches;
import io.github.ecstaskretry.job.AttemptId;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Launches on Step Functions. A Standard execution's name can be used once in 90 days, so that a launch asked for twice starts
 * once (AWS Step Functions API reference, {@code StartExecution}).
 */
public final class StepFunctionsLaunches implements Launches {

    private final SfnClient stepFunctions;
    private final StateMachineArn stateMachine;

    public StepFunctionsLaunches(SfnClient stepFunctions, StateMachineArn stateMachine) {
        this.stepFunctions = stepFunctions;
        this.stateMachine = stateMachine;
    }

    @Override
    public void start(AttemptId attempt, String input) {
        try {
            stepFunctions.startExecution(request -> request.stateMachineArn(stateMachine.value())
                    .name(attempt.launchName())
                    .input(input));
        } catch (ExecutionAlreadyExistsException alreadyStarted) {
            // The name is this attempt's alone: whoever used it has started this launch.
            return;
        } catch (SfnException refused) {
            throw withoutMessage(attempt, refused);
        }
    }

    /** AWS quotes the request's values in some of its messages, and the input holds secrets. Neither message nor cause is kept. */
    private static IllegalStateException withoutMessage(AttemptId attempt, SfnException refused) {
        return new IllegalStateException("StartExecution of " + attempt.launchName() + " failed: "
                + refused.awsErrorDetails().errorCode() + " (status " + refused.statusCode() + ", request id "
                + refused.requestId() + ")");
    }
}
