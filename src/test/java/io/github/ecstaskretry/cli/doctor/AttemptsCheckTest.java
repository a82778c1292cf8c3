package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.NOON;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.audit.Slowdowns;
import io.github.ecstaskretry.cli.audit.Slowdowns.PaceBehind;
import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Deployment.Backlog;
import io.github.ecstaskretry.core.history.Pause;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptsCheckTest {

    private static final String PART = "attempts";

    @Test
    void isOkIfNothingIsOverdue() {
        assertThat(new HealthyDeployment().onlyFinding(PART))
                .isEqualTo(CheckResult.ok(PART, "no re-run and no notice is overdue"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1 re-run has", "2, 2 re-runs have"})
    void warnsOfAReRunAfterHours(int retries, String which) {
        assertThat(of(retries, 0))
                .isEqualTo(CheckResult.warning(
                        PART,
                        which + " not ended 6 hours after being due",
                        "'ecs-retry pending' names them, 'ecs-retry show' has links to their tasks"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1 outcome is", "2, 2 outcomes are"})
    void reportsANoticeAfterMinutes(int notices, String which) {
        assertThat(of(0, notices))
                .isEqualTo(CheckResult.broken(
                        PART,
                        which + " not announced after 15 minutes",
                        "see the function's log for why SNS refuses them"));
    }

    @Test
    void reportsBothFaults() {
        assertThat(new HealthyDeployment().withBacklog(found(new Backlog(3, 4))).findings(PART))
                .extracting(CheckResult::verdict)
                .containsExactly(Health.WARNING, Health.BROKEN);
    }

    @Test
    void skipsAttemptsWithoutTheTable() {
        assertThat(new HealthyDeployment().withBacklog(absent()).onlyFinding(PART))
                .isEqualTo(CheckResult.unknown(PART, "not known without the table"));
    }

    private static CheckResult of(int retries, int notices) {
        return new HealthyDeployment()
                .withBacklog(found(new Backlog(retries, notices)))
                .onlyFinding(PART);
    }

    @Test
    void showsPausesAndPacesThatAreBehind() {
        Pause all = new Pause("all", "ann", NOON, null, "the network changes");
        Pause family = new Pause("family/etl", "ann", NOON, NOON.plusSeconds(60), "the registry is down");
        List<PaceBehind> paces = List.of(new PaceBehind(null, NOON.plusSeconds(300)), new PaceBehind("nightly", NOON));

        assertThat(new HealthyDeployment()
                        .withSlowdowns(found(new Slowdowns(List.of(all, family), paces)))
                        .findings("pauses"))
                .extracting(finding -> finding.says() + " -> " + finding.fix())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .isEqualTo("retries of all are paused since " + NOON + " by ann: the network changes"
                                        + " -> 'ecs-retry resume' when the reason is gone"),
                        two -> assertThat(two)
                                .contains("until " + NOON.plusSeconds(60), "'ecs-retry resume --family etl'"),
                        three -> assertThat(three)
                                .contains("the shared pace is behind: its slots are taken until "
                                        + NOON.plusSeconds(300)),
                        four -> assertThat(four).contains("the pace of policy nightly"));
    }
}
