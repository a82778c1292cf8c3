package io.github.ecstaskretry.handle;

import io.github.ecstaskretry.job.AttemptId;
import java.util.Optional;

/** Port: what Step Functions knows of executions. */
public interface Executions {

    /** Whether the state machine is this deployment's wait-and-run. */
    boolean ours(String stateMachineArn);

    /** An execution's input, which its events leave out when it is large. */
    String input(String executionArn);

    /** The execution that was to launch an attempt; empty when there never was one, or its 90 days are over. */
    Optional<Execution> find(AttemptId attempt);
}
