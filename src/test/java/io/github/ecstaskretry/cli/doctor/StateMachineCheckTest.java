package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.MACHINE_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.RUN_JOB_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryStateMachine;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateMachineCheckTest {

    private static final String PART = "state machine";

    @Test
    void acceptsAnActiveStandardStateMachine() {
        assertThat(new HealthyDeployment().onlyFinding(PART)).isEqualTo(CheckResult.ok(PART, "active"));
    }

    @Test
    void reportsAMissingStateMachine() {
        assertThat(new HealthyDeployment().withStateMachine(absent()).onlyFinding(PART))
                .isEqualTo(CheckResult.broken(
                        PART,
                        "the state machine does not exist: no task is run again",
                        MACHINE_ARN + " was deleted by hand: " + CheckResults.REVERT_DRIFT));
    }

    @Test
    void reportsAStackThatIsBeingDeleted() {
        assertThat(of("DELETING", "STANDARD", false))
                .containsExactly(CheckResult.broken(PART, "it is DELETING", CheckResults.REVERT_DRIFT));
    }

    @Test
    void reportsAnExpressStateMachine() {
        assertThat(of("ACTIVE", "EXPRESS", false))
                .containsExactly(CheckResult.broken(
                        PART,
                        "it is EXPRESS, which can start one execution twice",
                        "'sam deploy' of a template with StateMachineType STANDARD creates another"));
    }

    @Test
    void warnsOfOverridesInTheLog() {
        assertThat(of("ACTIVE", "STANDARD", true))
                .containsExactly(CheckResult.warning(
                        PART,
                        "its log holds the executions' data, including values of environment overrides",
                        "turn includeExecutionData off: " + CheckResults.REVERT_DRIFT));
    }

    @Test
    void reportsEachFault() {
        assertThat(of("DELETING", "EXPRESS", true))
                .extracting(CheckResult::verdict)
                .containsExactly(Health.BROKEN, Health.BROKEN, Health.WARNING);
    }

    @Test
    void checksRunJobInTheSameWay() {
        assertThat(new HealthyDeployment().onlyFinding("run-job")).isEqualTo(CheckResult.ok("run-job", "active"));
        assertThat(new HealthyDeployment()
                        .withRunJob(found(new RetryStateMachine(RUN_JOB_ARN, "DELETING", "STANDARD", false)))
                        .onlyFinding("run-job"))
                .isEqualTo(CheckResult.broken("run-job", "it is DELETING", CheckResults.REVERT_DRIFT));
        assertThat(new HealthyDeployment().withRunJob(absent()).onlyFinding("run-job"))
                .isEqualTo(CheckResult.broken(
                        "run-job",
                        "run-job does not exist: 'ecs-retry run' and other callers of it fail",
                        RUN_JOB_ARN + " was deleted by hand: " + CheckResults.REVERT_DRIFT));
    }

    private static List<CheckResult> of(String status, String type, boolean logsData) {
        HealthyDeployment deployment = new HealthyDeployment()
                .withStateMachine(found(new RetryStateMachine(MACHINE_ARN, status, type, logsData)));
        assertThat(deployment.illParts()).containsExactly(PART);
        return deployment.findings(PART);
    }
}
