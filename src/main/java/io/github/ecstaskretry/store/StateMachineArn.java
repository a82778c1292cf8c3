package io.github.ecstaskretry.store;

/** The ARN of the wait-and-run state machine: {@code arn:<partition>:states:<region>:<account>:stateMachine:<name>}. */
public record StateMachineArn(String value) {

    private static final String RESOURCE = ":stateMachine:";

    /** Throws an {@link IllegalArgumentException} if the text is not a state machine's ARN. */
    public StateMachineArn {
        if (!value.startsWith("arn:") || !value.contains(RESOURCE)) {
            throw new IllegalArgumentException("expected a state machine's ARN such as"
                    + " arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run, found '" + value + "'");
        }
    }

    /** The ARN of an execution, which is known before the execution starts. */
    public String executionArn(String name) {
        return value.replace(RESOURCE, ":execution:") + ":" + name;
    }
}
