package io.github.ecstaskretry.cli.doctor;

import java.util.List;

/** Stack status codes: AWS CloudFormation user guide, "Understand CloudFormation stack creation events". */
final class StackCheck {

    private StackCheck() {}

    static List<CheckResult> results(Stack stack) {
        CheckResults results = new CheckResults("stack");
        String says = stack.name() + " is " + stack.status();
        String fix = "aws cloudformation describe-stack-events --stack-name " + stack.name()
                + " shows why; fix it, then run 'sam deploy' again";
        switch (stack.status()) {
            case "CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE" -> {}
            case "REVIEW_IN_PROGRESS" ->
                results.broken(says + ": its first change set was never executed", "run 'sam deploy' again");
            // The resources from before the update or import still work.
            case "UPDATE_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE" ->
                results.warning(says + ": the last deployment failed", fix);
            case String status
            when status.endsWith("_IN_PROGRESS") -> results.warning(says, "wait until it has ended and look again");
            default -> results.broken(says, fix);
        }
        return results.orOk(says);
    }
}
