package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.queue;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Deployment.Backlog;
import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import io.github.ecstaskretry.cli.doctor.Deployment.InvokePermissions;
import io.github.ecstaskretry.cli.doctor.Deployment.NoticeTopic;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckupTest {

    /** Along an event's path, and what watches it. */
    private static final List<String> PARTS = List.of(
            "clock",
            "stack",
            "rule for stops",
            "rule for launches",
            "clusters",
            "function",
            "policy",
            "reconciling",
            "table",
            "state machine",
            "notices",
            "dead-letter queue",
            "attempts",
            "alarms");

    /** What came of asking. */
    enum Came {
        FOUND,
        ABSENT,
        UNREADABLE
    }

    /** A part, its verdict if its resource does not exist, and the changes that make the resource absent or unreadable. */
    record AskedPart(
            String part,
            Health whenAbsent,
            UnaryOperator<HealthyDeployment> absence,
            UnaryOperator<HealthyDeployment> silence) {

        HealthyDeployment answered(Came came, HealthyDeployment deployment) {
            return switch (came) {
                case FOUND -> deployment;
                case ABSENT -> absence.apply(deployment);
                case UNREADABLE -> silence.apply(deployment);
            };
        }

        @Override
        public String toString() {
            return part;
        }
    }

    private static final AskedPart FUNCTION = new AskedPart(
            "function", Health.BROKEN, it -> it.withFunction(absent()), it -> it.withFunction(unreadable()));

    private static final AskedPart ALARMS =
            new AskedPart("alarms", Health.WARNING, it -> it.withAlarms(absent()), it -> it.withAlarms(unreadable()));

    /** What a stack can lack. */
    private static final List<AskedPart> RESOURCES = List.of(
            new AskedPart(
                    "rule for stops",
                    Health.BROKEN,
                    it -> it.withTaskStopped(absent()),
                    it -> it.withTaskStopped(unreadable())),
            new AskedPart(
                    "rule for launches",
                    Health.BROKEN,
                    it -> it.withLaunchEnded(absent()),
                    it -> it.withLaunchEnded(unreadable())),
            FUNCTION,
            new AskedPart(
                    "dead-letter queue",
                    Health.BROKEN,
                    it -> it.withDeadLetters(absent()),
                    it -> it.withDeadLetters(unreadable())),
            new AskedPart("table", Health.BROKEN, it -> it.withTable(absent()), it -> it.withTable(unreadable())),
            new AskedPart(
                    "state machine",
                    Health.BROKEN,
                    it -> it.withStateMachine(absent()),
                    it -> it.withStateMachine(unreadable())),
            new AskedPart("notices", Health.BROKEN, it -> it.withTopic(absent()), it -> it.withTopic(unreadable())),
            new AskedPart(
                    "reconciling",
                    Health.BROKEN,
                    it -> it.withSchedule(absent()),
                    it -> it.withSchedule(unreadable())));

    /** What is asked about them. */
    private static final List<AskedPart> MORE = List.of(
            new AskedPart(
                    "function",
                    Health.UNKNOWN,
                    it -> it.withInvocation(absent()),
                    it -> it.withInvocation(unreadable())),
            new AskedPart("policy", Health.BROKEN, it -> it.withPolicy(absent()), it -> it.withPolicy(unreadable())),
            new AskedPart(
                    "clusters", Health.UNKNOWN, it -> it.withClusters(absent()), it -> it.withClusters(unreadable())),
            new AskedPart(
                    "reconciling", Health.UNKNOWN, it -> it.withCalls(absent()), it -> it.withCalls(unreadable())),
            new AskedPart(
                    "attempts", Health.UNKNOWN, it -> it.withBacklog(absent()), it -> it.withBacklog(unreadable())),
            ALARMS);

    private static List<AskedPart> resources() {
        return RESOURCES;
    }

    private static List<AskedPart> everything() {
        return Stream.concat(RESOURCES.stream(), MORE.stream()).toList();
    }

    /** Without the function nothing is known of its policy: {@link #skipsWhatDependsOnAMissingFunction}. */
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
    void skipsWhatDependsOnAMissingFunction() {
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

    @Test
    void reportsFaultsOfSeveralParts() {
        Checkup diagnosis = new HealthyDeployment()
                .withStatus("UPDATE_ROLLBACK_COMPLETE")
                .withDeadLetters(found(queue(2)))
                .withBacklog(found(new Backlog(1, 3)))
                .withTable(unreadable())
                .diagnosis();

        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.verdict() != Health.OK)
                .extracting(finding -> finding.part() + " " + finding.verdict())
                .containsExactly(
                        "stack WARNING",
                        "table UNKNOWN",
                        "dead-letter queue BROKEN",
                        "attempts WARNING",
                        "attempts BROKEN");
        assertThat(diagnosis.count(Health.BROKEN)).isEqualTo(2);
        assertThat(diagnosis.count(Health.WARNING)).isEqualTo(2);
        assertThat(diagnosis.count(Health.UNKNOWN)).isEqualTo(1);
        assertThat(diagnosis.healthy()).isFalse();
    }

    @Test
    void isHealthyDespiteWarnings() {
        Checkup diagnosis = new HealthyDeployment()
                .withSkew(Duration.ofMinutes(1))
                .withTopic(found(new NoticeTopic(HealthyDeployment.TOPIC_ARN, 0, 0)))
                .diagnosis();

        assertThat(diagnosis.count(Health.WARNING)).isEqualTo(2);
        assertThat(diagnosis.healthy()).isTrue();
    }

    @Property
    void reportsEveryPartInEveryCase(@ForAll @Size(14) List<Came> answers) {
        HealthyDeployment deployment = new HealthyDeployment();
        List<AskedPart> everything = everything();
        boolean healthy = true;
        for (int index = 0; index < everything.size(); index++) {
            AskedPart asked = everything.get(index);
            Came came = answers.get(index);
            asked.answered(came, deployment);
            // A stack without alarms works.
            healthy &= came == Came.FOUND || (came == Came.ABSENT && asked.equals(ALARMS));
        }

        Checkup diagnosis = deployment.diagnosis();

        assertThat(diagnosis.findings().stream().map(CheckResult::part).distinct())
                .isEqualTo(PARTS);
        assertThat(PARTS)
                .allSatisfy(part -> assertThat(deployment.findings(part))
                        .as("a part that is OK has nothing else said of it")
                        .satisfiesAnyOf(
                                findings -> assertThat(findings).hasSize(1),
                                findings -> assertThat(findings)
                                        .extracting(CheckResult::verdict)
                                        .doesNotContain(Health.OK)));
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.verdict() == Health.BROKEN || finding.verdict() == Health.WARNING)
                .allSatisfy(finding -> assertThat(finding.fix()).isNotBlank());
        assertThat(diagnosis.healthy()).isEqualTo(healthy);
    }
}
