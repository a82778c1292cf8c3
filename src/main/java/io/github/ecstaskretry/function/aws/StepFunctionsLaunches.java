package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import io.github.ecstaskretry.function.retry.Launches;
import io.github.ecstaskretry.store.StateMachineArn;
import java.time.Instant;
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
    public void start(RunTaskRequest request, Instant notBefore) {
        String input = ExecutionJson.input(request, notBefore);
        try {
            stepFunctions.startExecution(start -> start.stateMachineArn(stateMachine.value())
                    .name(request.attempt().launchName())
                    .input(input));
        } catch (ExecutionAlreadyExistsException alreadyStarted) {
            // The name is this attempt's alone: whoever used it has started this launch.
            return;
        } catch (SfnException refused) {
            throw new LaunchRefusedException(request.attempt(), refused);
        }
    }
}
