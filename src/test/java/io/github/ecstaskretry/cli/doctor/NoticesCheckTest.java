package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.TOPIC_ARN;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.Deployment.NoticeTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesCheckTest {

    private static final String PART = "notices";

    @ParameterizedTest
    @CsvSource({"1, 0, 1 subscription", "2, 0, 2 subscriptions", "1, 3, 1 subscription"})
    void countsSubscriptions(int confirmed, int pending, String says) {
        assertThat(of(confirmed, pending)).isEqualTo(CheckResult.ok(PART, says));
    }

    @Test
    void reportsAMissingTopic() {
        assertThat(new HealthyDeployment().withTopic(absent()).onlyFinding(PART))
                .isEqualTo(CheckResult.broken(
                        PART,
                        "the topic does not exist: no outcome is announced",
                        TOPIC_ARN + " was deleted by hand: " + CheckResults.REVERT_DRIFT));
    }

    @ParameterizedTest
    @CsvSource({"1, 1 subscription is not confirmed", "2, 2 subscriptions are not confirmed"})
    void warnsOfUnconfirmedSubscriptions(int pending, String which) {
        assertThat(of(0, pending))
                .isEqualTo(CheckResult.warning(
                        PART,
                        "nobody receives the notices: " + which,
                        "aws sns list-subscriptions-by-topic --topic-arn " + TOPIC_ARN
                                + " names them; follow the link that SNS has sent"));
    }

    @Test
    void givesTheCommandThatSubscribes() {
        assertThat(of(0, 0))
                .isEqualTo(CheckResult.warning(
                        PART,
                        "nobody receives the notices",
                        "aws sns subscribe --topic-arn " + TOPIC_ARN
                                + " --protocol email --notification-endpoint ADDRESS"));
    }

    private static CheckResult of(int confirmed, int pending) {
        return new HealthyDeployment()
                .withTopic(found(new NoticeTopic(TOPIC_ARN, confirmed, pending)))
                .onlyFinding(PART);
    }
}
