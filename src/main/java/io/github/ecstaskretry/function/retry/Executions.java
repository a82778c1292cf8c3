package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.event.LaunchEnd;
import java.util.Optional;

/** Port: what Step Functions knows of executions. */
public interface Executions {

    /** Whether the state machine is this deployment's wait-and-run. */
    boolean ours(String stateMachineArn);

    /** The execution that was to launch an attempt; empty when there never was one, or its 90 days are over. */
    Optional<Execution> find(AttemptId attempt);

    /** The same end with what its event has left out: the input when it is large, with a customer managed key perhaps more. */
    LaunchEnd completed(LaunchEnd end);
}
