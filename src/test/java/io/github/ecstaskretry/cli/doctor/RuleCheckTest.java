package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.FUNCTION;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.FUNCTION_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.LAUNCH_RULE;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.LAUNCH_RULE_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.QUEUE_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.STOPPED_RULE;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.STOPPED_RULE_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.mayInvoke;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.rule;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Deployment.EventRule.Target;
import io.github.ecstaskretry.cli.doctor.Deployment.InvokePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleCheckTest {

    private static final String STOPS = "rule for stops";
    private static final String LAUNCHES = "rule for launches";
    private static final Target FUNCTION_TARGET = new Target(FUNCTION_ARN, QUEUE_ARN);
    private static final Lookup<List<String>> NOT_DEAF = found(List.of());

    @Test
    void acceptsARuleThatCallsTheFunction() {
        assertThat(new HealthyDeployment().onlyFinding(STOPS))
                .isEqualTo(CheckResult.ok(STOPS, "enabled, and hands stopped tasks to the function"));
        assertThat(new HealthyDeployment().onlyFinding(LAUNCHES))
                .isEqualTo(CheckResult.ok(LAUNCHES, "enabled, and hands failed launches to the function"));
    }

    @Test
    void reportsAMissingRule() {
        assertThat(new HealthyDeployment().withTaskStopped(absent()).onlyFinding(STOPS))
                .isEqualTo(CheckResult.broken(
                        STOPS,
                        "the rule does not exist: the function gets no stopped tasks",
                        STOPPED_RULE + " was deleted by hand: " + CheckResults.REVERT_DRIFT));
        assertThat(new HealthyDeployment().withLaunchEnded(absent()).onlyFinding(LAUNCHES))
                .isEqualTo(CheckResult.broken(
                        LAUNCHES,
                        "the rule does not exist: the function gets no failed launches",
                        LAUNCH_RULE + " was deleted by hand: " + CheckResults.REVERT_DRIFT));
    }

    @Test
    void givesTheCommandThatEnablesADisabledRule() {
        assertThat(new HealthyDeployment()
                        .withTaskStopped(found(rule(STOPPED_RULE, false, NOT_DEAF, FUNCTION_TARGET)))
                        .onlyFinding(STOPS))
                .isEqualTo(CheckResult.broken(
                        STOPS,
                        STOPPED_RULE + " is disabled: the function gets no stopped tasks",
                        "aws events enable-rule --name " + STOPPED_RULE));
    }

    @Test
    void namesUnmatchedEvents() {
        Lookup<List<String>> deaf = found(List.of("a stopped task of cluster a", "a stopped task of cluster b"));

        assertThat(new HealthyDeployment()
                        .withTaskStopped(found(rule(STOPPED_RULE, true, deaf, FUNCTION_TARGET)))
                        .findings(STOPS))
                .containsExactly(
                        CheckResult.broken(
                                STOPS,
                                STOPPED_RULE + " does not match a stopped task of cluster a",
                                CheckResults.REVERT_DRIFT),
                        CheckResult.broken(
                                STOPS,
                                STOPPED_RULE + " does not match a stopped task of cluster b",
                                CheckResults.REVERT_DRIFT));
    }

    @Test
    void reportsAnUntriedPatternAsUnknown() {
        assertThat(new HealthyDeployment()
                        .withLaunchEnded(found(rule(LAUNCH_RULE, true, unreadable(), FUNCTION_TARGET)))
                        .onlyFinding(LAUNCHES))
                .isEqualTo(new CheckResult(
                        LAUNCHES,
                        Health.UNKNOWN,
                        "its pattern could not be tried: access is denied: the IAM action x:Look is lacking",
                        "get x:Look"));
        assertThat(new HealthyDeployment()
                        .withLaunchEnded(found(rule(LAUNCH_RULE, true, absent(), FUNCTION_TARGET)))
                        .onlyFinding(LAUNCHES))
                .isEqualTo(CheckResult.unknown(LAUNCHES, "its pattern could not be tried"));
    }

    @Test
    void checksTheRestIfTargetsCannotBeListed() {
        assertThat(new HealthyDeployment()
                        .withTaskStopped(found(rule(STOPPED_RULE, false, NOT_DEAF, unreadable())))
                        .findings(STOPS))
                .containsExactly(
                        CheckResult.broken(
                                STOPS,
                                STOPPED_RULE + " is disabled: the function gets no stopped tasks",
                                "aws events enable-rule --name " + STOPPED_RULE),
                        new CheckResult(
                                STOPS,
                                Health.UNKNOWN,
                                "its targets could not be listed: access is denied: the IAM action x:Look is lacking",
                                "get x:Look"));
        assertThat(new HealthyDeployment()
                        .withTaskStopped(found(rule(STOPPED_RULE, true, NOT_DEAF, absent())))
                        .onlyFinding(STOPS))
                .isEqualTo(CheckResult.unknown(STOPS, "its targets could not be listed"));
    }

    @Test
    void reportsARuleWithAnotherTarget() {
        Target another = new Target(FUNCTION_ARN + "-2", QUEUE_ARN);
        CheckResult lost = CheckResult.broken(
                STOPS, STOPPED_RULE + " does not have the function as its target", CheckResults.REVERT_DRIFT);

        assertThat(new HealthyDeployment()
                        .withTaskStopped(found(rule(STOPPED_RULE, true, NOT_DEAF, another)))
                        .onlyFinding(STOPS))
                .isEqualTo(lost);
        assertThat(new HealthyDeployment()
                        .withTaskStopped(found(rule(STOPPED_RULE, true, NOT_DEAF)))
                        .onlyFinding(STOPS))
                .isEqualTo(lost);
        assertThat(new HealthyDeployment()
                        .withTaskStopped(found(rule(STOPPED_RULE, true, NOT_DEAF, another, FUNCTION_TARGET)))
                        .onlyFinding(STOPS)
                        .verdict())
                .isEqualTo(Health.OK);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = QUEUE_ARN + "-2")
    void warnsIfATargetHasNoDeadLetterQueue(@Nullable String deadLetterArn) {
        assertThat(keeping(deadLetterArn).onlyFinding(STOPS))
                .isEqualTo(CheckResult.warning(
                        STOPS,
                        "events that " + STOPPED_RULE
                                + " cannot hand over for six hours are lost: they do not go to the dead-letter queue",
                        CheckResults.REVERT_DRIFT));
    }

    @Test
    void acceptsAnyQueueIfOursIsUnknown() {
        assertThat(keeping(QUEUE_ARN + "-2").withDeadLetters(unreadable()).illParts())
                .containsExactly("dead-letter queue");
        assertThat(keeping(null).withDeadLetters(unreadable()).illParts())
                .containsExactlyInAnyOrder("dead-letter queue", STOPS);
    }

    private static HealthyDeployment keeping(@Nullable String deadLetterArn) {
        return new HealthyDeployment()
                .withTaskStopped(found(rule(STOPPED_RULE, true, NOT_DEAF, new Target(FUNCTION_ARN, deadLetterArn))));
    }

    @Test
    void givesTheCommandThatLetsARuleCallTheFunction() {
        assertThat(new HealthyDeployment()
                        .withInvocation(found(new InvokePermissions(List.of(mayInvoke(STOPPED_RULE_ARN)), QUEUE_ARN)))
                        .onlyFinding(LAUNCHES))
                .isEqualTo(CheckResult.broken(
                        LAUNCHES,
                        "EventBridge may not call the function for " + LAUNCH_RULE,
                        "aws lambda add-permission --function-name " + FUNCTION + " --statement-id " + LAUNCH_RULE
                                + " --action lambda:InvokeFunction --principal events.amazonaws.com --source-arn "
                                + LAUNCH_RULE_ARN));
    }

    @Test
    void reportsEveryFaultOfARule() {
        assertThat(new HealthyDeployment()
                        .withTaskStopped(found(rule(STOPPED_RULE, false, found(List.of("a stopped task")))))
                        .withInvocation(found(new InvokePermissions(List.of(), QUEUE_ARN)))
                        .findings(STOPS))
                .hasSize(4)
                .extracting(CheckResult::verdict)
                .containsOnly(Health.BROKEN);
    }

    @Test
    void claimsOnlyTheCheckedPartsOfARule() {
        assertThat(new HealthyDeployment().withFunction(unreadable()).findings(STOPS))
                .containsExactly(CheckResult.ok(STOPS, "enabled, and matches stopped tasks"));
        assertThat(new HealthyDeployment().withInvocation(unreadable()).findings(LAUNCHES))
                .containsExactly(CheckResult.ok(LAUNCHES, "enabled, and matches failed launches"));
    }
}
