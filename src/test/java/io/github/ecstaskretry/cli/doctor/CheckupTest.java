package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import io.github.ecstaskretry.cli.doctor.Deployment.InvokePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckupTest extends CheckupFixture {

    private static List<AskedPart> resources() {
        return RESOURCES;
    }

    /** Without the function nothing is known of its policy: {@link #skipsChecksThatDependOnAMissingFunction}. */
    private static List<AskedPart> everythingButTheFunction() {
        return everything().stream().filter(asked -> !asked.equals(FUNCTION)).toList();
    }

    @Test
    void reportsEachHealthyPartOnce() {
        Checkup diagnosis = new HealthyDeployment().diagnosis();

        assertThat(diagnosis.findings()).extracting(CheckResult::part).isEqualTo(PARTS);
        assertThat(diagnosis.findings()).allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Health.OK);
            assertThat(finding.says()).isNotBlank();
            assertThat(finding.fix()).isNull();
        });
        assertThat(diagnosis.count(Health.OK)).isEqualTo(PARTS.size());
        assertThat(diagnosis.healthy()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("everythingButTheFunction")
    void reportsAMissingResourceInItsPartOnly(AskedPart asked) {
        CheckResult finding =
                asked.answered(Came.ABSENT, new HealthyDeployment()).onlyFinding(asked.part());

        assertThat(finding.verdict()).isEqualTo(asked.whenAbsent());
        if (asked.whenAbsent() != Health.UNKNOWN) {
            assertThat(finding.fix()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void reportsWhyAPartIsUnknown(AskedPart asked) {
        HealthyDeployment deployment = asked.answered(Came.UNREADABLE, new HealthyDeployment());

        assertThat(deployment.onlyFinding(asked.part()))
                .isEqualTo(new CheckResult(
                        asked.part(),
                        Health.UNKNOWN,
                        "access is denied: the IAM action x:Look is lacking",
                        "get x:Look"));
        assertThat(deployment.diagnosis().healthy()).isFalse();
    }

    @Test
    void skipsChecksThatDependOnAMissingFunction() {
        HealthyDeployment deployment = new HealthyDeployment()
                .withFunction(absent())
                .withInvocation(found(new InvokePermissions(List.of(), null)))
                .withPolicy(absent())
                .withClusters(absent())
                .withCalls(found(new InvocationCounts(0, 0, 0)));

        assertThat(deployment.diagnosis().findings())
                .filteredOn(finding -> finding.verdict() != Health.OK)
                .containsExactly(
                        CheckResult.unknown("clusters", "not known without the function"),
                        CheckResult.broken(
                                "function",
                                "the function does not exist: nothing handles events",
                                HealthyDeployment.FUNCTION + " was deleted by hand: " + CheckResults.REVERT_DRIFT),
                        CheckResult.unknown("policy", "not known without the function"),
                        CheckResult.unknown("reconciling", "not known as long as the function cannot be called"));
        assertThat(deployment.findings("rule for stops"))
                .containsExactly(CheckResult.ok("rule for stops", "enabled, and matches stopped tasks"));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void advisesToDeployAResourceThatNeverExisted(AskedPart asked) {
        HealthyDeployment deployment = asked.answered(Came.ABSENT, new HealthyDeployment());
        for (String logicalId : List.of(
                Stack.TASK_STOPPED_RULE,
                Stack.LAUNCH_ENDED_RULE,
                Stack.FUNCTION,
                Stack.DEAD_LETTER_QUEUE,
                Stack.TABLE,
                Stack.STATE_MACHINE,
                Stack.RUN_JOB,
                Stack.TOPIC,
                Stack.SCHEDULE)) {
            deployment.withoutResource(logicalId);
        }

        assertThat(deployment.findings(asked.part()))
                .singleElement()
                .extracting(CheckResult::fix)
                .asString()
                .startsWith("'sam deploy' creates the stack's ");
    }
}
