package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.Alarm;
import java.util.List;

/** The stack's alarms exist, are quiet, and notify somebody. */
final class AlarmsCheck {

    private AlarmsCheck() {}

    static List<CheckResult> results(Deployment deployment) {
        CheckResults results = new CheckResults("alarms");
        results.read(
                deployment.alarms(),
                () -> results.warning("the stack has no alarms", "'sam deploy' creates them"),
                alarms -> {
                    alarms.forEach(alarm -> check(alarm, deployment.stack(), results));
                    checkActions(alarms, results);
                });
        return results.orOk("quiet");
    }

    private static void check(Alarm alarm, Stack stack, CheckResults results) {
        String is = alarm.name() + " is in " + alarm.state() + ": " + alarm.reason();
        switch (alarm.state()) {
            case "OK" -> {}
            case Alarm.MISSING ->
                results.warning(
                        alarm.name() + " is missing: nothing watches for what it reports",
                        alarm.name() + " was deleted by hand: " + Repair.CHANGED);
            case "INSUFFICIENT_DATA" ->
                // The template's alarms treat missing data as good, except in their first minutes.
                results.warning(
                        is, "look again later; if it stays so, it is not as the template has it: " + Repair.CHANGED);
            default -> {
                // The other alarms report events that are kept, and launches that are tried again.
                if (stack.resource(LogicalIds.FUNCTION_ERRORS_ALARM)
                        .filter(alarm.name()::equals)
                        .isPresent()) {
                    results.broken(is, alarm.meaning());
                } else {
                    results.warning(is, alarm.meaning());
                }
            }
        }
        if (alarm.actions() > 0 && !alarm.actsOnState()) {
            results.warning(
                    alarm.name() + " notifies nobody: its actions are disabled",
                    "aws cloudwatch enable-alarm-actions --alarm-names " + alarm.name());
        }
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
        if (silent.isEmpty()) {
            return;
        }
        if (silent.size() == present.size()) {
            results.warning(
                    "the alarms notify nobody",
                    "'sam deploy' with AlarmTopicArn, the ARN of a topic that somebody listens to");
        } else {
            results.warning(String.join(", ", silent) + " notifies nobody", Repair.CHANGED);
        }
    }
}
