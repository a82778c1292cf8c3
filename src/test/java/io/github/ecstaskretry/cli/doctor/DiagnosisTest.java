package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.queue;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.untold;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.deployed.Backlog;
import io.github.ecstaskretry.cli.doctor.deployed.Calls;
import io.github.ecstaskretry.cli.doctor.deployed.Invocation;
import io.github.ecstaskretry.cli.doctor.deployed.NoticeTopic;
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

class DiagnosisTest {

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
        UNTOLD
    }

    /** What is asked for: the part that it is about, what it means when it is not there, and how nobody is told of it. */
    record RuleEvaluation(
            String part,
            Verdict whenAbsent,
            UnaryOperator<HealthyDeployment> absence,
            UnaryOperator<HealthyDeployment> silence) {

        HealthyDeployment answered(Came came, HealthyDeployment deployment) {
            return switch (came) {
                case FOUND -> deployment;
                case ABSENT -> absence.apply(deployment);
                case UNTOLD -> silence.apply(deployment);
            };
        }

        @Override
        public String toString() {
            return part;
        }
    }

    private static final RuleEvaluation FUNCTION = new RuleEvaluation(
            "function", Verdict.BROKEN, it -> it.withFunction(absent()), it -> it.withFunction(untold()));

    private static final RuleEvaluation ALARMS =
            new RuleEvaluation("alarms", Verdict.WARNING, it -> it.withAlarms(absent()), it -> it.withAlarms(untold()));

    /** What a stack can lack. */
    private static final List<RuleEvaluation> RESOURCES = List.of(
            new RuleEvaluation(
                    "rule for stops",
                    Verdict.BROKEN,
                    it -> it.withTaskStopped(absent()),
                    it -> it.withTaskStopped(untold())),
            new RuleEvaluation(
                    "rule for launches",
                    Verdict.BROKEN,
                    it -> it.withLaunchEnded(absent()),
                    it -> it.withLaunchEnded(untold())),
            FUNCTION,
            new RuleEvaluation(
                    "dead-letter queue",
                    Verdict.BROKEN,
                    it -> it.withDeadLetters(absent()),
                    it -> it.withDeadLetters(untold())),
            new RuleEvaluation("table", Verdict.BROKEN, it -> it.withTable(absent()), it -> it.withTable(untold())),
            new RuleEvaluation(
                    "state machine",
                    Verdict.BROKEN,
                    it -> it.withStateMachine(absent()),
                    it -> it.withStateMachine(untold())),
            new RuleEvaluation("notices", Verdict.BROKEN, it -> it.withTopic(absent()), it -> it.withTopic(untold())),
            new RuleEvaluation(
                    "reconciling", Verdict.BROKEN, it -> it.withSchedule(absent()), it -> it.withSchedule(untold())));

    /** What is asked about them. */
    private static final List<RuleEvaluation> MORE = List.of(
            new RuleEvaluation(
                    "function", Verdict.UNKNOWN, it -> it.withInvocation(absent()), it -> it.withInvocation(untold())),
            new RuleEvaluation("policy", Verdict.BROKEN, it -> it.withPolicy(absent()), it -> it.withPolicy(untold())),
            new RuleEvaluation(
                    "clusters", Verdict.UNKNOWN, it -> it.withClusters(absent()), it -> it.withClusters(untold())),
            new RuleEvaluation(
                    "reconciling", Verdict.UNKNOWN, it -> it.withCalls(absent()), it -> it.withCalls(untold())),
            new RuleEvaluation(
                    "attempts", Verdict.UNKNOWN, it -> it.withBacklog(absent()), it -> it.withBacklog(untold())),
            ALARMS);

    private static List<RuleEvaluation> resources() {
        return RESOURCES;
    }

    private static List<RuleEvaluation> everything() {
        return Stream.concat(RESOURCES.stream(), MORE.stream()).toList();
    }

    /** Without the function nothing is known of its policy: {@link #whatHangsOnTheFunctionIsNotToldOfWithoutIt}. */
    private static List<RuleEvaluation> everythingButTheFunction() {
        return everything().stream().filter(asked -> !asked.equals(FUNCTION)).toList();
    }

    @Test
    void ofWhatIsHealthyEveryPartIsOkOnce() {
        Diagnosis diagnosis = new HealthyDeployment().diagnosis();

        assertThat(diagnosis.findings()).extracting(Finding::part).isEqualTo(PARTS);
        assertThat(diagnosis.findings()).allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.OK);
            assertThat(finding.says()).isNotBlank();
            assertThat(finding.fix()).isNull();
        });
        assertThat(diagnosis.count(Verdict.OK)).isEqualTo(PARTS.size());
        assertThat(diagnosis.healthy()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("everythingButTheFunction")
    void whatIsNotThereIsTheFaultOfItsPartAlone(RuleEvaluation asked) {
        Finding finding = asked.answered(Came.ABSENT, new HealthyDeployment()).onlyFinding(asked.part());

        assertThat(finding.verdict()).isEqualTo(asked.whenAbsent());
        if (asked.whenAbsent() != Verdict.UNKNOWN) {
            assertThat(finding.fix()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void whatNobodyTellsIsUnknownForTheReasonThatIsGiven(RuleEvaluation asked) {
        HealthyDeployment deployment = asked.answered(Came.UNTOLD, new HealthyDeployment());

        assertThat(deployment.onlyFinding(asked.part()))
                .isEqualTo(new Finding(
                        asked.part(),
                        Verdict.UNKNOWN,
                        "access is denied: the IAM action x:Look is lacking",
                        "get x:Look"));
        assertThat(deployment.diagnosis().healthy()).isFalse();
    }

    @Test
    void whatHangsOnTheFunctionIsNotToldOfWithoutIt() {
        HealthyDeployment deployment = new HealthyDeployment()
                .withFunction(absent())
                .withInvocation(found(new Invocation(List.of(), null)))
                .withPolicy(absent())
                .withClusters(absent())
                .withCalls(found(new Calls(0, 0, 0)));

        assertThat(deployment.diagnosis().findings())
                .filteredOn(finding -> finding.verdict() != Verdict.OK)
                .containsExactly(
                        Finding.unknown("clusters", "not known without the function"),
                        Finding.broken(
                                "function",
                                "there is none: nothing handles events",
                                HealthyDeployment.FUNCTION + " was deleted by hand: " + Repair.CHANGED),
                        Finding.unknown("policy", "not known without the function"),
                        Finding.unknown("reconciling", "not known as long as the function cannot be called"));
        assertThat(deployment.findings("rule for stops"))
                .containsExactly(Finding.ok("rule for stops", "enabled, and lets stopped tasks through"));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void whatTheStackNeverHadIsMadeByADeployment(RuleEvaluation asked) {
        HealthyDeployment deployment = asked.answered(Came.ABSENT, new HealthyDeployment());
        for (String logicalId : List.of(
                LogicalIds.TASK_STOPPED_RULE,
                LogicalIds.LAUNCH_ENDED_RULE,
                LogicalIds.FUNCTION,
                LogicalIds.DEAD_LETTER_QUEUE,
                LogicalIds.TABLE,
                LogicalIds.STATE_MACHINE,
                LogicalIds.TOPIC,
                LogicalIds.SCHEDULE)) {
            deployment.withoutResource(logicalId);
        }

        assertThat(deployment.findings(asked.part()))
                .singleElement()
                .extracting(Finding::fix)
                .asString()
                .startsWith("'sam deploy' makes the stack's ");
    }

    @Test
    void faultsOfSeveralPartsAreToldOfEach() {
        Diagnosis diagnosis = new HealthyDeployment()
                .withStatus("UPDATE_ROLLBACK_COMPLETE")
                .withDeadLetters(found(queue(2)))
                .withBacklog(found(new Backlog(1, 3)))
                .withTable(untold())
                .diagnosis();

        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.verdict() != Verdict.OK)
                .extracting(finding -> finding.part() + " " + finding.verdict())
                .containsExactly(
                        "stack WARNING",
                        "table UNKNOWN",
                        "dead-letter queue BROKEN",
                        "attempts WARNING",
                        "attempts BROKEN");
        assertThat(diagnosis.count(Verdict.BROKEN)).isEqualTo(2);
        assertThat(diagnosis.count(Verdict.WARNING)).isEqualTo(2);
        assertThat(diagnosis.count(Verdict.UNKNOWN)).isEqualTo(1);
        assertThat(diagnosis.healthy()).isFalse();
    }

    @Test
    void warningsAreNoIllness() {
        Diagnosis diagnosis = new HealthyDeployment()
                .withSkew(Duration.ofMinutes(1))
                .withTopic(found(new NoticeTopic(HealthyDeployment.TOPIC_ARN, 0, 0)))
                .diagnosis();

        assertThat(diagnosis.count(Verdict.WARNING)).isEqualTo(2);
        assertThat(diagnosis.healthy()).isTrue();
    }

    @Property
    void whateverCameOfAskingEveryPartIsToldOf(@ForAll @Size(14) List<Came> answers) {
        HealthyDeployment deployment = new HealthyDeployment();
        List<RuleEvaluation> everything = everything();
        boolean healthy = true;
        for (int index = 0; index < everything.size(); index++) {
            RuleEvaluation asked = everything.get(index);
            Came came = answers.get(index);
            asked.answered(came, deployment);
            // A stack without alarms works.
            healthy &= came == Came.FOUND || (came == Came.ABSENT && asked.equals(ALARMS));
        }

        Diagnosis diagnosis = deployment.diagnosis();

        assertThat(diagnosis.findings().stream().map(Finding::part).distinct()).isEqualTo(PARTS);
        assertThat(PARTS)
                .allSatisfy(part -> assertThat(deployment.findings(part))
                        .as("a part that is OK has nothing else said of it")
                        .satisfiesAnyOf(
                                findings -> assertThat(findings).hasSize(1),
                                findings -> assertThat(findings)
                                        .extracting(Finding::verdict)
                                        .doesNotContain(Verdict.OK)));
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.verdict() == Verdict.BROKEN || finding.verdict() == Verdict.WARNING)
                .allSatisfy(finding -> assertThat(finding.fix()).isNotBlank());
        assertThat(diagnosis.healthy()).isEqualTo(healthy);
    }
}
