package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.Alarm;
import io.github.ecstaskretry.cli.doctor.Deployment.Stack;
import java.util.ArrayList;
import java.util.List;

/** The stack's alarms are there, are quiet, and tell somebody when they are not. */
final class AlarmsCheck {

    private static final String PART = "alarms";

    private AlarmsCheck() {}

    static List<CheckResult> findings(Deployment deployment) {
        return CheckResult.of(
                PART,
                deployment.alarms(),
                CheckResult.warning(PART, "the stack has none", "'sam deploy' makes them"),
                alarms -> findings(alarms, deployment));
    }

    private static List<CheckResult> findings(List<Alarm> alarms, Deployment deployment) {
        List<CheckResult> findings = new ArrayList<>(alarms.stream()
                .flatMap(alarm -> findings(alarm, deployment.stack()).stream())
                .toList());
        findings.addAll(unheard(alarms));
        return findings.isEmpty() ? List.of(CheckResult.ok(PART, "quiet")) : findings;
    }

    private static List<CheckResult> findings(Alarm alarm, Stack stack) {
        if (alarm.state().equals(Alarm.MISSING)) {
            return List.of(CheckResult.warning(
                    PART,
                    alarm.name() + " is missing: what it watches goes unseen",
                    alarm.name() + " was deleted by hand: " + Repair.CHANGED));
        }
        List<CheckResult> findings = new ArrayList<>();
        switch (alarm.state()) {
            case "OK" -> {}
            case "INSUFFICIENT_DATA" ->
                // The template's take missing data for good, and are so for their first minutes only.
                findings.add(CheckResult.warning(
                        PART,
                        alarm.name() + " is in INSUFFICIENT_DATA: " + alarm.reason(),
                        "look again later; if it stays so, it is not as the template has it: " + Repair.CHANGED));
            default ->
                findings.add(new CheckResult(
                        PART,
                        saysThatNothingWorks(alarm, stack) ? Health.BROKEN : Health.WARNING,
                        alarm.name() + " is in " + alarm.state() + ": " + alarm.reason(),
                        alarm.meaning()));
        }
        if (alarm.actions() > 0 && !alarm.actsOnState()) {
            findings.add(CheckResult.warning(
                    PART,
                    alarm.name() + " has its actions disabled: it tells nobody",
                    "aws cloudwatch enable-alarm-actions --alarm-names " + alarm.name()));
        }
        return findings;
    }

    /** Without the parameter {@code AlarmTopicArn} none of them has an action. */
    private static List<CheckResult> unheard(List<Alarm> alarms) {
        List<Alarm> there = alarms.stream()
                .filter(alarm -> !alarm.state().equals(Alarm.MISSING))
                .toList();
        List<String> silent = there.stream()
                .filter(alarm -> alarm.actions() == 0)
                .map(Alarm::name)
                .toList();
        if (silent.isEmpty()) {
            return List.of();
        }
        return List.of(
                silent.size() == there.size()
                        ? CheckResult.warning(
                                PART,
                                "they tell nobody when they go off",
                                "'sam deploy' with AlarmTopicArn, the ARN of a topic that somebody listens to")
                        : CheckResult.warning(
                                PART, String.join(", ", silent) + " tells nobody when it goes off", Repair.CHANGED));
    }

    /** The others tell of events that are kept, and of launches that are tried again. */
    private static boolean saysThatNothingWorks(Alarm alarm, Stack stack) {
        return stack.resource(LogicalIds.FUNCTION_ERRORS_ALARM)
                .filter(alarm.name()::equals)
                .isPresent();
    }
}
