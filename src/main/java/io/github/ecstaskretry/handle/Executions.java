package io.github.ecstaskretry.handle;

/** Port: what Step Functions knows of executions. */
public interface Executions {

    /** Whether the state machine is this deployment's wait-and-run. */
    boolean ours(String stateMachineArn);

    /** An execution's input, which its events leave out when it is large. */
    String input(String executionArn);
}
