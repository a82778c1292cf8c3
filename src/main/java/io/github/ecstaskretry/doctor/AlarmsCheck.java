package io.github.ecstaskretry.doctor;

import java.util.List;

/** The stack's alarms are quiet. */
final class AlarmsCheck {

    private static final String PART = "alarms";

    private AlarmsCheck() {}

    static List<Finding> findings(Deployment deployment) {
        return Finding.of(
                PART,
                deployment.ringing(),
                Finding.warning(PART, "the stack has none", "'sam deploy' makes them"),
                AlarmsCheck::findings);
    }

    private static List<Finding> findings(List<Alarm> ringing) {
        return ringing.isEmpty()
                ? List.of(Finding.ok(PART, "quiet"))
                : ringing.stream()
                        .map(alarm -> Finding.warning(
                                PART, alarm.name() + " is in ALARM: " + alarm.reason(), alarm.meaning()))
                        .toList();
    }
}
