package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.FUNCTION;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.LAUNCH_RULE_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.MACHINE_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.QUEUE_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.STOPPED_RULE_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.TABLE;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.TOPIC_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.function;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.mayInvoke;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import io.github.ecstaskretry.cli.doctor.Deployment.InvokePermissions;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionCheckTest {

    private static final String PART = "function";
    private static final String BUILD =
            "build target/function.zip for its Runtime and Architecture again, then run 'sam deploy'";

    @ParameterizedTest
    @ValueSource(strings = {"Successful", "InProgress"})
    void acceptsAnActiveFunction(String lastUpdate) {
        assertThat(of(function("Active", lastUpdate, null))).isEqualTo(CheckResult.ok(PART, FUNCTION + " is ready"));
    }

    @Test
    void reportsAMissingFunction() {
        assertThat(new HealthyDeployment().withFunction(absent()).findings(PART))
                .containsExactly(CheckResult.broken(
                        PART,
                        "the function does not exist: nothing handles events",
                        FUNCTION + " was deleted by hand: " + CheckResults.REVERT_DRIFT));
    }

    @Test
    void reportsAFailedFunction() {
        assertThat(of(function("Failed", "Failed", "The image is gone.")))
                .isEqualTo(CheckResult.broken(PART, FUNCTION + " cannot run: The image is gone.", BUILD));
        assertThat(of(function("Failed", "Successful", null)))
                .isEqualTo(CheckResult.broken(PART, FUNCTION + " cannot run", BUILD));
    }

    @Test
    void warnsOfAFailedUpdate() {
        assertThat(of(function("Active", "Failed", "The layer is gone.")))
                .isEqualTo(CheckResult.warning(
                        PART, FUNCTION + " runs as before its last update, which failed: The layer is gone.", BUILD));
    }

    @ParameterizedTest
    @CsvSource({"Pending, The function is being created., ': The function is being created.'", "Inactive, , ''"})
    void waitsForAFunction(String state, @Nullable String trouble, String why) {
        assertThat(of(function(state, "Successful", trouble)))
                .isEqualTo(CheckResult.warning(
                        PART, FUNCTION + " is " + state + why, "wait until it is Active and look again"));
    }

    @Test
    void reportsAReservedConcurrencyOfZero() {
        assertThat(of(function("Active", "Successful", null, Map.of(), true)))
                .isEqualTo(CheckResult.broken(
                        PART,
                        FUNCTION + " has a reserved concurrency of 0 and is never called",
                        "aws lambda delete-function-concurrency --function-name " + FUNCTION));
    }

    /** Its policy and clusters are still checked. */
    @Test
    void reportsOnlyTheConcurrencyAsUnknown() {
        RetryFunction whole = function("Active", "Successful", null);
        RetryFunction function = with(whole, whole.variables(), unreadable());

        assertThat(of(function))
                .isEqualTo(new CheckResult(
                        PART, Health.UNKNOWN, "access is denied: the IAM action x:Look is lacking", "get x:Look"));
        assertThat(function.callable()).isTrue();
    }

    @Test
    void skipsVariablesThatCannotBeRead() {
        RetryFunction whole = function("Active", "Successful", null);
        RetryFunction function = with(whole, unreadable(), whole.stopped());

        assertThat(of(function))
                .isEqualTo(new CheckResult(
                        PART, Health.UNKNOWN, "access is denied: the IAM action x:Look is lacking", "get x:Look"));
        assertThat(function.clusters()).isEqualTo(unreadable());
    }

    @ParameterizedTest
    @CsvSource({"RETRY_TABLE," + TABLE, "RETRY_STATE_MACHINE_ARN," + MACHINE_ARN, "RETRY_TOPIC_ARN," + TOPIC_ARN})
    void comparesVariablesWithTheStack(String variable, String part) {
        assertThat(of(function("Active", "Successful", null, Map.of(variable, "another"), false)))
                .isEqualTo(CheckResult.broken(
                        PART, variable + " is another; the stack's is " + part, CheckResults.REVERT_DRIFT));
    }

    @Test
    void namesMissingVariablesInAFixedOrder() {
        RetryFunction bare = new RetryFunction(
                FUNCTION,
                HealthyDeployment.FUNCTION_ARN,
                "Active",
                "Successful",
                null,
                found(Map.of()),
                List.of(),
                found(false));

        assertThat(new HealthyDeployment().withFunction(found(bare)).findings(PART))
                .extracting(CheckResult::says)
                .containsExactly(
                        "RETRY_STATE_MACHINE_ARN is not set; the stack's is " + MACHINE_ARN,
                        "RETRY_TABLE is not set; the stack's is " + TABLE,
                        "RETRY_TOPIC_ARN is not set; the stack's is " + TOPIC_ARN);
    }

    @Test
    void skipsVariablesOfMissingResources() {
        assertThat(new HealthyDeployment()
                        .withoutResource(Stack.TABLE)
                        .withFunction(found(function("Active", "Successful", null, Map.of("RETRY_TABLE", "x"), false)))
                        .onlyFinding(PART)
                        .verdict())
                .isEqualTo(Health.OK);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = QUEUE_ARN + "-2")
    void warnsIfFailedEventsAreNotKept(@Nullable String destination) {
        assertThat(new HealthyDeployment().withInvocation(called(destination)).onlyFinding(PART))
                .isEqualTo(CheckResult.warning(
                        PART,
                        "an event that fails three times is lost: its destination is not the dead-letter queue",
                        CheckResults.REVERT_DRIFT));
    }

    @Test
    void acceptsAnyDestinationIfTheQueueIsUnknown() {
        assertThat(new HealthyDeployment()
                        .withDeadLetters(unreadable())
                        .withInvocation(called(QUEUE_ARN + "-2"))
                        .illParts())
                .containsExactly("dead-letter queue");
        assertThat(new HealthyDeployment()
                        .withDeadLetters(unreadable())
                        .withInvocation(called(null))
                        .illParts())
                .containsExactlyInAnyOrder("dead-letter queue", PART);
    }

    /** The schedule calls it every five minutes, so its failures show even if no task stops. */
    @ParameterizedTest
    @CsvSource({"3, 3", "1, 1", "3, 4"})
    void reportsAFunctionThatFailsEveryCall(long invoked, long failed) {
        assertThat(called(invoked, failed).onlyFinding(PART))
                .isEqualTo(CheckResult.broken(
                        PART,
                        "every call of " + FUNCTION + " in the last 15 minutes failed: nothing is handled",
                        "aws logs tail /aws/lambda/ecs-task-retry --since 15m shows why"));
    }

    @Test
    void warnsOfSomeFailedCalls() {
        assertThat(called(40, 2).onlyFinding(PART))
                .isEqualTo(CheckResult.warning(
                        PART,
                        "2 of the 40 calls of " + FUNCTION + " in the last 15 minutes failed",
                        "aws logs tail /aws/lambda/ecs-task-retry --since 15m shows why"));
        assertThat(called(40, 2)
                        .withoutResource(Stack.FUNCTION_LOGS)
                        .onlyFinding(PART)
                        .fix())
                .isEqualTo("its log shows why");
    }

    private static HealthyDeployment called(long invoked, long failed) {
        return new HealthyDeployment().withCalls(found(new InvocationCounts(invoked, failed, 0)));
    }

    @Test
    void reportsEachFault() {
        assertThat(new HealthyDeployment()
                        .withFunction(found(function("Failed", "Failed", null, Map.of("RETRY_TABLE", "another"), true)))
                        .withInvocation(unreadable())
                        .findings(PART))
                .extracting(CheckResult::verdict)
                .containsExactly(Health.BROKEN, Health.BROKEN, Health.BROKEN, Health.UNKNOWN);
    }

    @Test
    void readsTheClustersFromTheVariable() {
        assertThat(clusters(" a , b,")).isEqualTo(found(List.of("a", "b")));
        assertThat(clusters("")).isEqualTo(found(List.of()));
        assertThat(new RetryFunction("f", "arn", "Active", "Successful", null, found(Map.of()), List.of(), found(false))
                        .clusters())
                .isEqualTo(found(List.of()));
    }

    private static Lookup<List<String>> clusters(String variable) {
        return function("Active", "Successful", null, Map.of("RETRY_CLUSTERS", variable), false)
                .clusters();
    }

    private static Lookup<InvokePermissions> called(@Nullable String destination) {
        return found(
                new InvokePermissions(List.of(mayInvoke(STOPPED_RULE_ARN), mayInvoke(LAUNCH_RULE_ARN)), destination));
    }

    private static CheckResult of(RetryFunction function) {
        return new HealthyDeployment().withFunction(found(function)).onlyFinding(PART);
    }

    private static RetryFunction with(
            RetryFunction whole, Lookup<Map<String, String>> variables, Lookup<Boolean> stopped) {
        return new RetryFunction(
                whole.name(),
                whole.arn(),
                whole.state(),
                whole.lastUpdate(),
                whole.trouble(),
                variables,
                whole.layers(),
                stopped);
    }
}
