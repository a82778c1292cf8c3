package io.github.ecstaskretry.testkit.standin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as AWS writes them, and how long stand-ins wait. */
class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 1769860800",
        "2026-01-31T12:00:00.500Z, 1769860800.5",
        "2026-01-31T12:00:00.001Z, 1769860800.001",
        "2033-05-18T03:33:20Z, 2000000000"
    })
    void secondsSince1970(Instant time, String written) {
        assertThat(Json.write(Times.epochSeconds(time))).isEqualTo(written);
        assertThat(Times.fromEpochSeconds(Times.epochSeconds(time).decimalValue()))
                .isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:06:46.710Z, 2026-01-31T12:06:46.71Z",
        "2026-01-31T12:06:46.700Z, 2026-01-31T12:06:46.7Z",
        "2026-01-31T12:06:46.007Z, 2026-01-31T12:06:46.007Z",
        "2026-01-31T12:06:46.0001Z, 2026-01-31T12:06:46Z",
        "2026-01-31T12:06:50Z, 2026-01-31T12:06:50Z",
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z"
    })
    void eventsWriteNoMoreDigitsThanNeeded(Instant time, String written) {
        assertThat(Times.iso(time)).isEqualTo(written);
    }

    @Test
    void envelopesWriteWholeSeconds() {
        assertThat(Times.isoSeconds(Instant.parse("2026-01-31T12:06:46.999Z"))).isEqualTo("2026-01-31T12:06:46Z");
    }

    @Test
    void dividesWaitsAndThenLimitsThem() {
        TimeScale scale = new TimeScale(60, Duration.ofSeconds(2));

        assertThat(scale.shorten(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(1));
        assertThat(scale.shorten(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(scale.shorten(Duration.ofSeconds(-5))).isZero();
        assertThat(TimeScale.REAL.shorten(Duration.ofDays(90))).isEqualTo(Duration.ofDays(90));
        assertThat(TimeScale.faster(10).shorten(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(100));
        assertThat(TimeScale.atMost(Duration.ofMillis(5)).shorten(Duration.ofMillis(4)))
                .isEqualTo(Duration.ofMillis(4));
    }

    @Test
    void aScaleDescribesItself() {
        assertThat(TimeScale.REAL.describe()).isEqualTo("waits as long as on AWS");
        assertThat(new TimeScale(60, Duration.ofSeconds(2)).describe())
                .isEqualTo("waits 60 times shorter than on AWS, none longer than 2 s");
        assertThat(TimeScale.atMost(Duration.ofMillis(500)).describe())
                .isEqualTo("waits as on AWS, none longer than 0.5 s");
    }

    @Test
    void noWaitIsLongerThanOnAws() {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeScale.faster(0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeScale.faster(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeScale.atMost(Duration.ofSeconds(-1)));
    }
}
