package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.ALARM;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.ERRORS_ALARM;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.alarm;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.Deployment.Alarm;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsCheckTest {

    private static final String PART = "alarms";

    @Test
    void alarmsAreQuiet() {
        assertThat(new HealthyDeployment().onlyFinding(PART)).isEqualTo(CheckResult.ok(PART, "quiet"));
    }

    @Test
    void givesReasonAndFixOfAnAlarm() {
        assertThat(new HealthyDeployment()
                        .withAlarms(found(List.of(
                                alarm("ALARM", true),
                                alarm("OK", true),
                                new Alarm("Launches", "ALARM", 1, true, "A role may not be passed.", "2 were over 0"))))
                        .findings(PART))
                .containsExactly(
                        CheckResult.warning(
                                PART, ALARM + " is in ALARM: 1 datapoint was over 0", "Send the events again."),
                        CheckResult.warning(PART, "Launches is in ALARM: 2 were over 0", "A role may not be passed."));
    }

    @Test
    void reportsTheFunctionsErrorAlarmAsBroken() {
        assertThat(of(new Alarm(ERRORS_ALARM, "ALARM", 1, true, "The function keeps failing.", "2 were over 0")))
                .containsExactly(CheckResult.broken(
                        PART, ERRORS_ALARM + " is in ALARM: 2 were over 0", "The function keeps failing."));
    }

    @Test
    void warnsOfAMissingAlarm() {
        assertThat(of(Alarm.missing(ALARM)))
                .containsExactly(CheckResult.warning(
                        PART,
                        ALARM + " is missing: nothing watches for what it reports",
                        ALARM + " was deleted by hand: " + CheckResults.REVERT_DRIFT));
    }

    @Test
    void warnsOfAnAlarmWithoutData() {
        assertThat(of(alarm("INSUFFICIENT_DATA", true)))
                .containsExactly(CheckResult.warning(
                        PART,
                        ALARM + " is in INSUFFICIENT_DATA: 1 datapoint was over 0",
                        "look again later; if it stays so, it is not as the template has it: "
                                + CheckResults.REVERT_DRIFT));
    }

    @Test
    void warnsOfDisabledActions() {
        CheckResult disabled = CheckResult.warning(
                PART,
                ALARM + " notifies nobody: its actions are disabled",
                "aws cloudwatch enable-alarm-actions --alarm-names " + ALARM);

        assertThat(of(alarm("OK", false))).containsExactly(disabled);
        assertThat(of(alarm("ALARM", false))).hasSize(2).contains(disabled);
    }

    /** As the template makes them where no AlarmTopicArn is given: that is said once. */
    @Test
    void reportsAlarmsWithoutActions() {
        assertThat(new HealthyDeployment()
                        .withAlarms(found(List.of(alarm(ALARM, "OK", 0, true), alarm(ERRORS_ALARM, "OK", 0, false))))
                        .onlyFinding(PART))
                .isEqualTo(CheckResult.warning(
                        PART,
                        "the alarms notify nobody",
                        "'sam deploy' with AlarmTopicArn, the ARN of a topic that somebody listens to"));
    }

    @Test
    void namesAnAlarmThatLostItsAction() {
        assertThat(new HealthyDeployment()
                        .withAlarms(found(List.of(alarm(ALARM, "OK", 0, true), alarm(ERRORS_ALARM, "OK", 1, true))))
                        .onlyFinding(PART))
                .isEqualTo(CheckResult.warning(PART, ALARM + " notifies nobody", CheckResults.REVERT_DRIFT));
    }

    private static List<CheckResult> of(Alarm alarm) {
        return new HealthyDeployment().withAlarms(found(List.of(alarm))).findings(PART);
    }

    @Test
    void warnsOfAStackWithoutAlarms() {
        HealthyDeployment deployment = new HealthyDeployment().withAlarms(absent());

        assertThat(deployment.onlyFinding(PART))
                .isEqualTo(CheckResult.warning(PART, "the stack has no alarms", "'sam deploy' creates them"));
        assertThat(deployment.diagnosis().healthy()).isTrue();
    }
}
