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

    /** The same end with what its event leaves out: a large input, and the reason if a customer managed key encrypts it. */
    LaunchEnd completed(LaunchEnd end);
}
