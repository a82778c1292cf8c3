package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.CheckResults.REVERT_DRIFT;

import io.github.ecstaskretry.cli.doctor.Deployment.Alarm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks this machine's clock, the stack's status and its alarms. */
record StackChecks(Deployment deployment) {

    /** AWS refuses a request whose time differs by this much (IAM user guide, "Elements of an AWS API request signature"). */
    private static final Duration REFUSED = Duration.ofMinutes(5);

    /** AWS's answer has its time in whole seconds, and takes some time to arrive. */
    private static final Duration UNSEEN = Duration.ofSeconds(10);

    List<CheckResult> clock() {
        CheckResults results = new CheckResults("clock", deployment.stack());
        Duration skew = deployment.skew();
        String says = "this machine's clock is " + skew.abs().toSeconds() + " s "
                + (skew.isNegative() ? "behind" : "ahead of") + " AWS's";
        String fix = "set it by NTP; until then --since, 'pending' and 'overdue' are off by that much";
        if (skew.abs().compareTo(REFUSED) >= 0) {
            results.broken(says, fix);
        } else if (skew.abs().compareTo(UNSEEN) > 0) {
            results.warning(says, fix);
        }
        return results.orOk("this machine's clock agrees with AWS's");
    }

    /** Stack status codes: AWS CloudFormation user guide, "Understand CloudFormation stack creation events". */
    List<CheckResult> status() {
        Stack stack = deployment.stack();
        CheckResults results = new CheckResults("stack", stack);
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

    /** The alarms exist, are quiet, and notify somebody. */
    List<CheckResult> alarms() {
        CheckResults results = new CheckResults("alarms", deployment.stack());
        Runnable absent = () -> results.warning("the stack has no alarms", "'sam deploy' creates them");
        results.read("", deployment.alarms(), absent, alarms -> {
            alarms.forEach(alarm -> check(alarm, results));
            checkActions(alarms, results);
        });
        return results.orOk("quiet");
    }

    private void check(Alarm alarm, CheckResults results) {
        String is = alarm.name() + " is in " + alarm.state() + ": " + alarm.reason();
        switch (alarm.state()) {
            case "OK" -> {}
            case Alarm.MISSING ->
                results.warning(
                        alarm.name() + " is missing: nothing watches for what it reports",
                        alarm.name() + " was deleted by hand: " + REVERT_DRIFT);
            case "INSUFFICIENT_DATA" ->
                // The template's alarms treat missing data as good, except in their first minutes.
                results.warning(
                        is, "look again later; if it stays so, it is not as the template has it: " + REVERT_DRIFT);
            default -> {
                // The other alarms report events that are kept, and launches that are tried again.
                boolean lost =
                        deployment.stack().resource(Stack.FUNCTION_ERRORS_ALARM).equals(Optional.of(alarm.name()));
                results.brokenIf(lost, is, alarm.meaning());
                results.warnIf(!lost, is, alarm.meaning());
            }
        }
        results.warnIf(
                alarm.actions() > 0 && !alarm.actsOnState(),
                alarm.name() + " notifies nobody: its actions are disabled",
                "aws cloudwatch enable-alarm-actions --alarm-names " + alarm.name());
    }

    /** Without the parameter {@code AlarmTopicArn} no alarm has an action. */
    private static void checkActions(List<Alarm> alarms, CheckResults results) {
        List<Alarm> present = alarms.stream()
                .filter(alarm -> !alarm.state().equals(Alarm.MISSING))
                .toList();
        List<String> silent = present.stream()
                .filter(alarm -> alarm.actions() == 0)
                .map(Alarm::name)
                .toList();
        if (!silent.isEmpty() && silent.size() == present.size()) {
            results.warning(
                    "the alarms notify nobody",
                    "'sam deploy' with AlarmTopicArn, the ARN of a topic that somebody listens to");
        } else if (!silent.isEmpty()) {
            results.warning(String.join(", ", silent) + " notifies nobody", REVERT_DRIFT);
        }
    }
}
