package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.LAUNCH_RULE;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.QUEUE_URL;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.STOPPED_RULE;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.STOPPED_RULE_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.maySend;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.queue;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterQueueCheckTest {

    private static final String PART = "dead-letter queue";

    @Test
    void acceptsAnEmptyQueue() {
        assertThat(new HealthyDeployment().onlyFinding(PART)).isEqualTo(CheckResult.ok(PART, "empty"));
    }

    @Test
    void reportsAMissingQueue() {
        assertThat(new HealthyDeployment().withDeadLetters(absent()).onlyFinding(PART))
                .isEqualTo(CheckResult.broken(
                        PART,
                        "the queue does not exist: an event that fails is lost",
                        QUEUE_URL + " was deleted by hand: " + CheckResults.REVERT_DRIFT));
    }

    @ParameterizedTest
    @CsvSource({"1, 1 event waits there", "2, 2 events wait there"})
    void countsWaitingEvents(long messages, String which) {
        assertThat(new HealthyDeployment()
                        .withDeadLetters(found(queue(messages)))
                        .onlyFinding(PART))
                .isEqualTo(
                        CheckResult.broken(
                                PART,
                                which + " undecided",
                                "'ecs-retry dead-letters' shows them and their errors; when the cause is cured, 'ecs-retry redrive'"));
    }

    @Test
    void namesARuleThatMayNotSend() {
        assertThat(new HealthyDeployment()
                        .withDeadLetters(found(queue(0, maySend(STOPPED_RULE_ARN))))
                        .onlyFinding(PART))
                .isEqualTo(lost(LAUNCH_RULE));
        assertThat(new HealthyDeployment()
                        .withDeadLetters(found(queue(0, new ServiceGrant[0])))
                        .findings(PART))
                .containsExactly(lost(STOPPED_RULE), lost(LAUNCH_RULE));
    }

    @Test
    void skipsARuleThatCannotBeRead() {
        assertThat(new HealthyDeployment()
                        .withTaskStopped(absent())
                        .withLaunchEnded(unreadable())
                        .withDeadLetters(found(queue(0, new ServiceGrant[0])))
                        .findings(PART))
                .containsExactly(CheckResult.ok(PART, "empty"));
    }

    private static CheckResult lost(String rule) {
        return CheckResult.warning(
                PART,
                "the rule " + rule + " may not send to it: an event that it cannot hand over is lost",
                "the queue's policy has lost its permission: " + CheckResults.REVERT_DRIFT);
    }
}
