package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.queue;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Deployment.Backlog;
import io.github.ecstaskretry.cli.doctor.Deployment.NoticeTopic;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Several parts at once. */
class CheckupTotalTest extends CheckupFixture {

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
    void reportsEveryPartInEveryCase(@ForAll @Size(17) List<Came> answers) {
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
        assertThat(PARTS).allSatisfy(part -> {
            List<CheckResult> findings = diagnosis.findings().stream()
                    .filter(finding -> finding.part().equals(part))
                    .toList();
            assertThat(findings.size() == 1 || findings.stream().noneMatch(finding -> finding.verdict() == Health.OK))
                    .as("a part that is OK has nothing else said of it")
                    .isTrue();
        });
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.verdict() == Health.BROKEN || finding.verdict() == Health.WARNING)
                .allSatisfy(finding -> assertThat(finding.fix()).isNotBlank());
        assertThat(diagnosis.healthy()).isEqualTo(healthy);
    }
}
