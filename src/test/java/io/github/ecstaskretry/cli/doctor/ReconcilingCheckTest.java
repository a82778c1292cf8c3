package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.FUNCTION_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.SCHEDULE;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.function;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.schedule;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcilingCheckTest {

    private static final String PART = "reconciling";
    private static final CheckResult NOT_CALLED = CheckResult.broken(
            PART,
            "the function was not called for 15 minutes,"
                    + " though its schedule should call it every five: lost events are not found",
            "check whether the role ReconcileScheduleRole may still call it: " + CheckResults.REVERT_DRIFT);

    @Test
    void acceptsAnEnabledScheduleAndACalledFunction() {
        assertThat(new HealthyDeployment()
                        .withCalls(found(new InvocationCounts(1, 0, 0)))
                        .onlyFinding(PART))
                .isEqualTo(CheckResult.ok(
                        PART, "the schedule is enabled, and the function was called in the last 15 minutes"));
    }

    @Test
    void findsADisabledScheduleAlthoughEventsCallTheFunction() {
        CheckResult disabled = CheckResult.broken(
                PART,
                "the schedule " + SCHEDULE + " is DISABLED: lost events are not found",
                "enable it in the console of EventBridge Scheduler; 'sam deploy' of the same template leaves it as it is");

        assertThat(scheduled("DISABLED", FUNCTION_ARN)
                        .withCalls(found(new InvocationCounts(900, 0, 0)))
                        .findings(PART))
                .containsExactly(disabled);
        assertThat(scheduled("DISABLED", FUNCTION_ARN)
                        .withCalls(found(new InvocationCounts(0, 0, 0)))
                        .findings(PART))
                .containsExactly(disabled);
    }

    @Test
    void reportsAScheduleWithAnotherTarget() {
        String other = FUNCTION_ARN + "-2";

        assertThat(scheduled("ENABLED", other).onlyFinding(PART))
                .isEqualTo(CheckResult.broken(
                        PART,
                        "the schedule " + SCHEDULE + " does not have the function as its target",
                        CheckResults.REVERT_DRIFT));
        assertThat(scheduled("ENABLED", other).withFunction(unreadable()).illParts())
                .containsExactly("function");
    }

    @Test
    void restoresAMissingSchedule() {
        String says = "the schedule does not exist: lost events are not found";

        assertThat(new HealthyDeployment().withSchedule(absent()).onlyFinding(PART))
                .isEqualTo(CheckResult.broken(
                        PART, says, SCHEDULE + " was deleted by hand: " + CheckResults.REVERT_DRIFT));
        assertThat(new HealthyDeployment()
                        .withoutResource(Stack.SCHEDULE)
                        .withSchedule(absent())
                        .onlyFinding(PART))
                .isEqualTo(CheckResult.broken(PART, says, "'sam deploy' creates the stack's ReconcileSchedule"));
    }

    @Test
    void reportsAFunctionThatWasNotCalled() {
        assertThat(notCalled().onlyFinding(PART)).isEqualTo(NOT_CALLED);
        assertThat(notCalled().withSchedule(unreadable()).findings(PART))
                .hasSize(2)
                .contains(NOT_CALLED)
                .extracting(CheckResult::verdict)
                .contains(Health.UNKNOWN);
    }

    @Test
    void waitsForTheFirstCallsOfANewStack() {
        assertThat(notCalled().withAge(Duration.ofMinutes(15).minusMillis(1)).onlyFinding(PART))
                .isEqualTo(CheckResult.warning(
                        PART, "the stack was deployed less than 15 minutes ago", "look again later"));
        assertThat(notCalled().withAge(Duration.ofMinutes(15)).onlyFinding(PART).verdict())
                .isEqualTo(Health.BROKEN);
    }

    /** Lambda's metric {@code Invocations} does not count throttled calls. */
    @Test
    void reportsAThrottledFunction() {
        HealthyDeployment throttled = new HealthyDeployment().withCalls(found(new InvocationCounts(0, 0, 12)));
        CheckResult finding = CheckResult.broken(
                PART,
                "Lambda throttled every call of the function for 15 minutes: lost events are not found",
                "it has no concurrency left: see the account's quota 'Concurrent executions' and the concurrency reserved for other functions");

        assertThat(throttled.onlyFinding(PART)).isEqualTo(finding);
        assertThat(throttled.withAge(Duration.ofMinutes(1)).onlyFinding(PART)).isEqualTo(finding);
        assertThat(new HealthyDeployment()
                        .withCalls(found(new InvocationCounts(1, 0, 12)))
                        .onlyFinding(PART)
                        .verdict())
                .isEqualTo(Health.OK);
        assertThat(throttled
                        .withFunction(found(function("Active", "Successful", null, Map.of(), true)))
                        .findings(PART))
                .extracting(CheckResult::verdict)
                .containsExactly(Health.UNKNOWN);
    }

    @Test
    void skipsTheScheduleIfTheFunctionCannotBeCalled() {
        CheckResult unknown = CheckResult.unknown(PART, "not known as long as the function cannot be called");

        assertThat(notCalled()
                        .withFunction(found(function("Active", "Successful", null, Map.of(), true)))
                        .findings(PART))
                .containsExactly(unknown);
        assertThat(notCalled().withFunction(absent()).findings(PART)).containsExactly(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pending", "Inactive", "Failed"})
    void reportsAStateMachineThatIsNotActive(String state) {
        assertThat(notCalled()
                        .withFunction(found(function(state, "Successful", null)))
                        .findings(PART))
                .extracting(CheckResult::verdict)
                .containsExactly(Health.UNKNOWN);
    }

    @Test
    void expectsCallsOfAFunctionThatCannotBeRead() {
        assertThat(notCalled().withFunction(unreadable()).findings(PART))
                .extracting(CheckResult::verdict)
                .containsExactly(Health.BROKEN);
    }

    private static HealthyDeployment scheduled(String state, String targetArn) {
        return new HealthyDeployment().withSchedule(found(schedule(state, targetArn)));
    }

    private static HealthyDeployment notCalled() {
        return new HealthyDeployment().withCalls(found(new InvocationCounts(0, 0, 0)));
    }
}
