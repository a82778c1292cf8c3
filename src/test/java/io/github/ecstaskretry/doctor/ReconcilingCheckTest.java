package io.github.ecstaskretry.doctor;

import static io.github.ecstaskretry.doctor.HealthyDeployment.SCHEDULE;
import static io.github.ecstaskretry.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.doctor.HealthyDeployment.function;
import static io.github.ecstaskretry.doctor.HealthyDeployment.untold;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcilingCheckTest {

    private static final String PART = "reconciling";
    private static final String NOT_CALLED = "the function was not called for 15 minutes,"
            + " though its schedule should call it every five: what got lost is not found";

    @Test
    void aFunctionThatWasCalledHasASchedule() {
        assertThat(new HealthyDeployment().withInvocations(found(1L)).onlyFinding(PART))
                .isEqualTo(Finding.ok(PART, "the function was called in the last 15 minutes"));
    }

    @Test
    void aFunctionThatWasNotCalledHasNone() {
        assertThat(notCalled().onlyFinding(PART))
                .isEqualTo(Finding.broken(
                        PART,
                        NOT_CALLED,
                        "aws scheduler get-schedule --name " + SCHEDULE + " tells whether it is there and ENABLED; "
                                + Repair.CHANGED));
        assertThat(notCalled().withoutResource(LogicalIds.SCHEDULE).onlyFinding(PART))
                .isEqualTo(Finding.broken(PART, NOT_CALLED, "'sam deploy' makes the stack's ReconcileSchedule"));
    }

    @Test
    void aStackOfLessThanAQuarterOfAnHourWaitsForItsFirstRounds() {
        assertThat(notCalled().withAge(Duration.ofMinutes(15).minusMillis(1)).onlyFinding(PART))
                .isEqualTo(
                        Finding.warning(PART, "the stack was deployed less than 15 minutes ago", "look again later"));
        assertThat(notCalled().withAge(Duration.ofMinutes(15)).onlyFinding(PART).verdict())
                .isEqualTo(Verdict.BROKEN);
    }

    @Test
    void aFunctionThatCannotBeCalledSaysNothingOfItsSchedule() {
        Finding unknown = Finding.unknown(PART, "not known as long as the function cannot be called");

        assertThat(notCalled()
                        .withFunction(found(function("Active", "Successful", null, Map.of(), true)))
                        .findings(PART))
                .containsExactly(unknown);
        assertThat(notCalled().withFunction(absent()).findings(PART)).containsExactly(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pending", "Inactive", "Failed"})
    void norDoesOneThatIsNotActive(String state) {
        assertThat(notCalled()
                        .withFunction(found(function(state, "Successful", null)))
                        .findings(PART))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.UNKNOWN);
    }

    @Test
    void aFunctionThatNobodyTellsOfIsExpectedToBeCalled() {
        assertThat(notCalled().withFunction(untold()).findings(PART))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.BROKEN);
    }

    private static HealthyDeployment notCalled() {
        return new HealthyDeployment().withInvocations(found(0L));
    }
}
