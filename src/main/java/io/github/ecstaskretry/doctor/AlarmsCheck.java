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
                AlarmsCheck::findings);
    }

    private static List<Finding> findings(List<Alarm> alarms) {
        List<Finding> findings =
                alarms.stream().flatMap(alarm -> findings(alarm).stream()).toList();
        return findings.isEmpty() ? List.of(Finding.ok(PART, "quiet")) : findings;
    }

    private static List<Finding> findings(Alarm alarm) {
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
                findings.add(Finding.warning(
                        PART, alarm.name() + " is in " + alarm.state() + ": " + alarm.reason(), alarm.meaning()));
        }
        if (!alarm.actsOnState()) {
            findings.add(Finding.warning(
                    PART,
                    alarm.name() + " has its actions disabled: it tells nobody",
                    "aws cloudwatch enable-alarm-actions --alarm-names " + alarm.name()));
        }
        return findings;
    }
}
