package io.github.ecstaskretry.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ecstaskretry.core.policy.Backoff.Jitter;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"1, 15", "2, 30", "3, 60", "4, 100", "50, 100"})
    void growsByTheRateUpToTheCap(int retry, long seconds) {
        Backoff backoff = new Backoff(Duration.ofSeconds(15), 2, Duration.ofSeconds(100), Jitter.NONE);

        assertThat(backoff.delay(retry, 0.7)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 0, 40",
        "NONE, 0.999, 40",
        "FULL, 0, 0",
        "FULL, 0.5, 20",
        "FULL, 0.999, 40",
        "EQUAL, 0, 20",
        "EQUAL, 0.5, 30",
        "EQUAL, 0.999, 40"
    })
    void spreadsTheDelayByTheJitter(Jitter jitter, double unit, long seconds) {
        Backoff backoff = new Backoff(Duration.ofSeconds(40), 2, Duration.ofMinutes(5), jitter);

        assertThat(backoff.delay(1, unit)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Property
    void isNeverLongerThanTheCapAndAlwaysWholeSeconds(
            @ForAll @IntRange(max = 100_000) int interval,
            @ForAll @DoubleRange(min = 1, max = 100) double rate,
            @ForAll @IntRange(max = 100_000) int cap,
            @ForAll Jitter jitter,
            @ForAll @IntRange(min = 1, max = 50) int retry,
            @ForAll @DoubleRange(min = 0, max = 0.99) double unit) {
        Backoff backoff = new Backoff(Duration.ofSeconds(interval), rate, Duration.ofSeconds(cap), jitter);

        assertThat(backoff.delay(retry, unit)).isBetween(Duration.ZERO, backoff.longestDelay(retry));
        assertThat(backoff.longestDelay(retry)).isLessThanOrEqualTo(Duration.ofSeconds(cap));
        assertThat(backoff.delay(retry, unit).toNanosPart()).isZero();
    }

    @Property
    void neverShrinksWithoutJitter(
            @ForAll @IntRange(max = 1000) int interval,
            @ForAll @DoubleRange(min = 1, max = 10) double rate,
            @ForAll @IntRange(min = 1, max = 49) int retry) {
        Backoff backoff = new Backoff(Duration.ofSeconds(interval), rate, Duration.ofHours(1), Jitter.NONE);

        assertThat(backoff.delay(retry + 1, 0)).isGreaterThanOrEqualTo(backoff.delay(retry, 0));
    }

    @Test
    void namesAValueThatIsOutOfRange() {
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(second.negated(), 2, second, Jitter.NONE))
                .withMessageContaining("interval");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(second, 0.5, second, Jitter.NONE))
                .withMessageContaining("rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(second, Double.NaN, second, Jitter.NONE))
                .withMessageContaining("rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(second, 2, Duration.ofDays(365), Jitter.NONE))
                .withMessageContaining("maxDelay");
    }
}
