package io.github.ecstaskretry.cli.doctor;

/**
 * How to restore what the template says. Deploying the same template again does not undo drift: a resource that was deleted or
 * changed by hand (AWS CloudFormation user guide, "Using drift-aware change sets").
 */
final class Repair {

    /** For a resource that is not as the template has it. */
    static final String CHANGED =
            "a change set with --deployment-mode REVERT_DRIFT puts it back; 'sam deploy' alone does not see it";

    private Repair() {}

    /** For a resource that does not exist. */
    static String absent(Stack stack, String logicalId) {
        return stack.resource(logicalId)
                .map(name -> name + " was deleted by hand: " + CHANGED)
                .orElse("'sam deploy' creates the stack's " + logicalId);
    }
}
