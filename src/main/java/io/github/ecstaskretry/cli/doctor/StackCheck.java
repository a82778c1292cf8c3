package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.Stack;
import java.util.List;

/** Stack status codes: AWS CloudFormation user guide, "Understand CloudFormation stack creation events". */
final class StackCheck {

    private static final String PART = "stack";

    private StackCheck() {}

    static List<CheckResult> findings(Stack stack) {
        String status = stack.status();
        String says = stack.name() + " is " + status;
        if (status.equals("REVIEW_IN_PROGRESS")) {
            return List.of(
                    CheckResult.broken(PART, says + ": its first change set was never executed", "'sam deploy' again"));
        }
        if (status.endsWith("_IN_PROGRESS")) {
            return List.of(CheckResult.warning(PART, says, "wait until it has ended and look again"));
        }
        if (status.equals("CREATE_COMPLETE") || status.equals("UPDATE_COMPLETE") || status.equals("IMPORT_COMPLETE")) {
            return List.of(CheckResult.ok(PART, says));
        }
        // What was there before the update or import that failed still works.
        if (status.equals("UPDATE_ROLLBACK_COMPLETE") || status.equals("IMPORT_ROLLBACK_COMPLETE")) {
            return List.of(CheckResult.warning(PART, says + ": the last deployment failed", cure(stack)));
        }
        return List.of(CheckResult.broken(PART, says, cure(stack)));
    }

    private static String cure(Stack stack) {
        return "aws cloudformation describe-stack-events --stack-name " + stack.name()
                + " tells why; cure it, then 'sam deploy' again";
    }
}
