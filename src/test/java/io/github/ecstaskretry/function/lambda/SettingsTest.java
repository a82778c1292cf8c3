package io.github.ecstaskretry.function.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Map<String, String> COMPLETE = Map.of(
            "RETRY_TABLE", "attempts",
            "RETRY_STATE_MACHINE_ARN", "arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run",
            "RETRY_TOPIC_ARN", "arn:aws:sns:eu-west-1:111122223333:ended-jobs");

    @Test
    void defaultsAreThoseOfTheDesign() {
        Settings settings = Settings.from(COMPLETE);

        assertThat(settings.table().name()).isEqualTo("attempts");
        assertThat(settings.table().retention()).isEqualTo(Duration.ofDays(90));
        assertThat(settings.metricsNamespace()).isEqualTo("ecs-task-retry");
        assertThat(settings.policyFile()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RETRY_TABLE", "RETRY_STATE_MACHINE_ARN", "RETRY_TOPIC_ARN"})
    void aMissingVariableIsNamed(String variable) {
        Map<String, String> environment = new HashMap<>(COMPLETE);
        environment.remove(variable);

        assertThatIllegalStateException()
                .isThrownBy(() -> Settings.from(environment))
                .withMessageContaining(variable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "ninety", "1.5", "36501", "", "99999999999"})
    void aRetentionThatIsNoNumberOfDaysIsRefused(String days) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Settings.from(with("RETRY_RETENTION_DAYS", days)))
                .withMessageContaining("RETRY_RETENTION_DAYS")
                .withMessageContaining("'" + days + "'");
    }

    @Test
    void theWatchedClustersAreSeparatedByCommas() {
        String prod = "arn:aws:ecs:eu-west-1:111122223333:cluster/prod";

        assertThat(Settings.from(COMPLETE).clusters()).isEmpty();
        assertThat(Settings.from(with("RETRY_CLUSTERS", "")).clusters()).isEmpty();
        assertThat(Settings.from(with("RETRY_CLUSTERS", prod + ", " + prod + "-2"))
                        .clusters())
                .containsExactly(prod, prod + "-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "arn:aws:ecs:eu-west-1:111122223333:cluster/*", "arn:aws:iam::1:role/prod"})
    void refusesAnArnThatIsNotACluster(String cluster) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Settings.from(with("RETRY_CLUSTERS", cluster)))
                .withMessageContaining("RETRY_CLUSTERS")
                .withMessageContaining("'" + cluster + "'");
    }

    @Test
    void learnsLaunchesByDefault() {
        assertThat(Settings.from(COMPLETE).learnLaunches()).isTrue();
        assertThat(Settings.from(with("RETRY_LEARN_LAUNCHES", "false")).learnLaunches())
                .isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> Settings.from(with("RETRY_LEARN_LAUNCHES", "no")))
                .withMessageContaining("RETRY_LEARN_LAUNCHES")
                .withMessageContaining("'no'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AWS/ECS", "a:b"})
    void refusesANamespaceThatCloudWatchWouldRefuse(String namespace) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Settings.from(with("RETRY_METRICS_NAMESPACE", namespace)))
                .withMessageContaining("RETRY_METRICS_NAMESPACE")
                .withMessageContaining("'" + namespace + "'");
    }

    @Test
    void refusesAnArnThatIsNotAStateMachine() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Settings.from(with("RETRY_STATE_MACHINE_ARN", "wait-and-run")))
                .withMessageContaining("RETRY_STATE_MACHINE_ARN")
                .withMessageContaining("'wait-and-run'");
    }

    private static Map<String, String> with(String variable, String value) {
        Map<String, String> environment = new HashMap<>(COMPLETE);
        environment.put(variable, value);
        return environment;
    }
}
