package io.github.ecstaskretry.doctor;

import static io.github.ecstaskretry.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.doctor.HealthyDeployment.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsCheckTest {

    private static final String PART = "alarms";

    @Test
    void alarmsAreQuiet() {
        assertThat(new HealthyDeployment().onlyFinding(PART)).isEqualTo(Finding.ok(PART, "quiet"));
    }

    @Test
    void oneThatRingsSaysWhyAndWhatToDo() {
        assertThat(new HealthyDeployment()
                        .withRinging(found(List.of(
                                new Alarm("DeadLetterAlarm", "Send the events again.", "1 datapoint was over 0"),
                                new Alarm("FunctionErrorsAlarm", "The function keeps failing.", "2 were over 0"))))
                        .findings(PART))
                .containsExactly(
                        Finding.warning(
                                PART, "DeadLetterAlarm is in ALARM: 1 datapoint was over 0", "Send the events again."),
                        Finding.warning(
                                PART, "FunctionErrorsAlarm is in ALARM: 2 were over 0", "The function keeps failing."));
    }

    @Test
    void aStackWithoutAlarmsWorks() {
        HealthyDeployment deployment = new HealthyDeployment().withRinging(absent());

        assertThat(deployment.onlyFinding(PART))
                .isEqualTo(Finding.warning(PART, "the stack has none", "'sam deploy' makes them"));
        assertThat(deployment.diagnosis().healthy()).isTrue();
    }
}
