package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.Stack;

/**
 * How a part becomes what the template says. What was deleted or changed by hand is drift, which deploying the same template again
 * leaves as it is (AWS CloudFormation user guide, "Using drift-aware change sets").
 */
final class Repair {

    /** For a part that is there and is not as the template has it. */
    static final String CHANGED =
            "a change set with --deployment-mode REVERT_DRIFT puts it back; 'sam deploy' alone does not see it";

    private Repair() {}

    /** For a part that is not there. */
    static String absent(Stack stack, String logicalId) {
        return stack.resource(logicalId)
                .map(name -> name + " was deleted by hand: " + CHANGED)
                .orElse("'sam deploy' makes the stack's " + logicalId);
    }
}
