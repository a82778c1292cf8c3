package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import io.github.ecstaskretry.function.retry.Launches;
import io.github.ecstaskretry.store.StateMachineArn;
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
    public void start(AttemptId next, RecordedDecision.Retry retry, TaskOverrides overrides) {
        String input = ExecutionJson.input(next, retry, overrides);
        try {
            stepFunctions.startExecution(request -> request.stateMachineArn(stateMachine.value())
                    .name(next.launchName())
                    .input(input));
        } catch (ExecutionAlreadyExistsException alreadyStarted) {
            // The name is this attempt's alone: whoever used it has started this launch.
            return;
        } catch (SfnException refused) {
            throw new LaunchRefusedException(next, refused);
        }
    }
}
