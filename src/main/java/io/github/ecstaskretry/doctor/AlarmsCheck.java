package io.github.ecstaskretry.doctor;

import java.util.ArrayList;
import java.util.List;

/** The stack's alarms are there, can ring and are quiet. */
final class AlarmsCheck {

    private static final String PART = "alarms";

    private AlarmsCheck() {}

    static List<Finding> findings(Deployment deployment) {
        return Finding.of(
                PART,
                deployment.alarms(),
                Finding.warning(PART, "the stack has none", "'sam deploy' makes them"),
                alarms -> findings(alarms, deployment));
    }

    private static List<Finding> findings(List<Alarm> alarms, Deployment deployment) {
        List<Finding> findings = alarms.stream()
                .flatMap(alarm -> findings(alarm, deployment.stack()).stream())
                .toList();
        return findings.isEmpty() ? List.of(Finding.ok(PART, "quiet")) : findings;
    }

    private static List<Finding> findings(Alarm alarm, Stack stack) {
        if (alarm.state().equals(Alarm.MISSING)) {
            return List.of(Finding.warning(
                    PART,
                    alarm.name() + " is missing: what it watches goes unseen",
                    alarm.name() + " was deleted by hand: " + Repair.CHANGED));
        }
        List<Finding> findings = new ArrayList<>();
        switch (alarm.state()) {
            case "OK" -> {}
            case "INSUFFICIENT_DATA" ->
                // The template's take missing data for good, and are so for their first minutes only.
                findings.add(Finding.warning(
                        PART,
                        alarm.name() + " is in INSUFFICIENT_DATA: " + alarm.reason(),
                        "look again later; if it stays so, it is not as the template has it: " + Repair.CHANGED));
            default ->
                findings.add(new Finding(
                        PART,
                        saysThatNothingWorks(alarm, stack) ? Verdict.BROKEN : Verdict.WARNING,
                        alarm.name() + " is in " + alarm.state() + ": " + alarm.reason(),
                        alarm.meaning()));
        }
        if (!alarm.actsOnState()) {
            findings.add(Finding.warning(
                    PART,
                    alarm.name() + " has its actions disabled: it tells nobody",
                    "aws cloudwatch enable-alarm-actions --alarm-names " + alarm.name()));
        }
        return findings;
    }

    /** The others tell of events that are kept, and of launches that are tried again. */
    private static boolean saysThatNothingWorks(Alarm alarm, Stack stack) {
        return stack.resource(LogicalIds.FUNCTION_ERRORS_ALARM)
                .filter(alarm.name()::equals)
                .isPresent();
    }
}
