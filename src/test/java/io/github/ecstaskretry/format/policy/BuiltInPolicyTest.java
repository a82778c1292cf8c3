package io.github.ecstaskretry.format.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The policy that is in force where no file is. */
class BuiltInPolicyTest {

    @Test
    void theBuiltInPolicySurvivesAnOutageOfAnHour() {
        Rule patience = builtInRule("patience");
        Duration least = Duration.ZERO;
        for (int retry = 1; retry < patience.attempts(); retry++) {
            least = least.plus(patience.backoff().delay(retry, 0));
        }

        assertThat(least).isGreaterThan(Duration.ofMinutes(65));
        assertThat(patience.counted()).isFalse();
        assertThat(patience.when().cause())
                .extracting(Glob::pattern)
                .contains("capacity", "image-network", "registry-server-error", "api-server-error");
    }

    /** A job has at most 50 tasks, so their delays must fill the day that the deadline allows. */
    @Test
    void theBuiltInPolicyGivesNoJobUpForThrottlingBeforeItsDeadline() {
        Rule throttled = builtInRule("throttled");
        Duration typical = Duration.ZERO;
        for (int retry = 1; retry < AttemptId.MAX_NUMBER; retry++) {
            typical = typical.plus(throttled.backoff().delay(retry, 0.5));
        }

        assertThat(typical)
                .isGreaterThan(PolicyFile.builtIn().policies().getFirst().deadline());
        assertThat(throttled.attempts()).isNull();
        assertThat(throttled.counted()).isFalse();
        assertThat(throttled.when().cause()).extracting(Glob::pattern).containsExactly("throttling", "image-throttled");
    }

    private static Rule builtInRule(String name) {
        return PolicyFile.builtIn().policies().getFirst().rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
