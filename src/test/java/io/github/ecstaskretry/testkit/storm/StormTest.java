package io.github.ecstaskretry.testkit.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.policy.PolicySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The figures of {@code docs/reliability.md}. */
class StormTest {

    private static final String STARTER = "sam/policy/retry-policy.yaml";
    private static final String BUILT_IN = "src/main/resources/built-in-policy.yaml";

    @Test
    void aStormIsLaunchedAtThePaceAndLosesNoJob() {
        Figures figures = new Storm(read(STARTER), true, ThrottleRetrier.deployed(), Duration.ZERO).run();

        System.out.println("storm: " + figures);
        assertThat(figures.jobs()).isEqualTo(10_000);
        assertThat(figures.lost()).isZero();
        assertThat(figures.launchFailures()).isZero();
        assertThat(figures.calls(Storm.RUN_TASK)).isLessThan(11_000);
        assertThat(figures.peakASecond(Storm.RUN_TASK)).isLessThanOrEqualTo(15);
        assertThat(figures.shareOfUsersCallsRefused()).isZero();
        assertThat(figures.untilTheLastEnd()).isLessThan(Duration.ofMinutes(50));
        // A partition of DynamoDB takes 1,000 writes a second (Amazon DynamoDB developer guide, "Partitions").
        assertThat(figures.peakASecond(Storm.UPDATE_ITEM)).isLessThan(500);
    }

    /** Somebody else uses up the quota, so that launches after their wait are refused again and again. */
    @Test
    void twoHoursWithoutAnyRunTaskLoseNoJobOfTheBuiltInPolicy() {
        Figures figures = new Storm(read(BUILT_IN), true, ThrottleRetrier.deployed(), Duration.ofHours(2)).run();

        System.out.println("storm with two hours of throttling: " + figures);
        assertThat(figures.jobs()).isEqualTo(10_000);
        assertThat(figures.lost()).isZero();
        assertThat(figures.launchFailures()).isZero();
        assertThat(figures.untilTheLastEnd()).isLessThan(Duration.ofHours(3));
    }

    /** The earlier behaviour, which shows that the model notices. */
    @Test
    void withoutPaceAndPatienceAStormStarvesTheUserAndLosesJobs() {
        PolicySet before = TestPolicies.read(text(STARTER).replaceAll("(?m)^    presets:.*$", ""));

        Figures figures = new Storm(before, false, ThrottleRetrier.IMPATIENT, Duration.ZERO).run();

        System.out.println("storm before: " + figures);
        assertThat(figures.lost()).isGreaterThan(500);
        assertThat(figures.calls(Storm.RUN_TASK)).isGreaterThan(80_000);
        assertThat(figures.shareOfUsersCallsRefused()).isGreaterThan(0.3);
    }

    private static PolicySet read(String file) {
        return TestPolicies.read(text(file));
    }

    /** With a network, which tasks on Fargate need. */
    private static String text(String file) {
        try {
            return Files.readString(Path.of(file))
                    .replaceAll("(?m)^    attempts:", "    network: {subnets: [subnet-0a]}\n    attempts:");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
