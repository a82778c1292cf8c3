package io.github.ecstaskretry.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackCheckTest {

    private static final String CURE =
            "aws cloudformation describe-stack-events --stack-name ecs-task-retry shows why; fix it, then run 'sam deploy' again";

    @ParameterizedTest
    @ValueSource(strings = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"})
    void acceptsASuccessfulDeployment(String status) {
        assertThat(finding(status)).isEqualTo(CheckResult.ok("stack", "ecs-task-retry is " + status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE_IN_PROGRESS",
                "UPDATE_IN_PROGRESS",
                "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                "UPDATE_ROLLBACK_IN_PROGRESS",
                "DELETE_IN_PROGRESS"
            })
    void waitsForADeploymentInProgress(String status) {
        assertThat(finding(status))
                .isEqualTo(CheckResult.warning(
                        "stack", "ecs-task-retry is " + status, "wait until it has ended and look again"));
    }

    @Test
    void reportsAStackThatWasNeverCreated() {
        assertThat(finding("REVIEW_IN_PROGRESS"))
                .isEqualTo(CheckResult.broken(
                        "stack",
                        "ecs-task-retry is REVIEW_IN_PROGRESS: its first change set was never executed",
                        "run 'sam deploy' again"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"})
    void warnsOfARollbackThatWorks(String status) {
        assertThat(finding(status))
                .isEqualTo(CheckResult.warning(
                        "stack", "ecs-task-retry is " + status + ": the last deployment failed", CURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE_FAILED",
                "ROLLBACK_COMPLETE",
                "UPDATE_FAILED",
                "UPDATE_ROLLBACK_FAILED",
                "IMPORT_ROLLBACK_FAILED",
                "DELETE_FAILED"
            })
    void reportsAnyOtherStatus(String status) {
        assertThat(finding(status)).isEqualTo(CheckResult.broken("stack", "ecs-task-retry is " + status, CURE));
    }

    private static CheckResult finding(String status) {
        return new HealthyDeployment().withStatus(status).onlyFinding("stack");
    }

    @Test
    void takesRegionAndAccountFromTheStacksArn() {
        Stack stack = new HealthyDeployment().diagnosis().stack();

        assertThat(stack.name()).isEqualTo("ecs-task-retry");
        assertThat(stack.region()).isEqualTo("eu-west-1");
        assertThat(stack.account()).isEqualTo("111122223333");
    }
}
