package io.github.ecstaskretry.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockCheckTest {

    private static final String FIX = "set it by NTP; until then --since, 'pending' and 'overdue' are off by that much";

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT10S", "PT-10S"})
    void ignoresTenSeconds(Duration ahead) {
        assertThat(new HealthyDeployment().withSkew(ahead).onlyFinding("clock"))
                .isEqualTo(CheckResult.ok("clock", "this machine's clock agrees with AWS's"));
    }

    @ParameterizedTest
    @CsvSource({"PT11S, 11 s ahead of", "PT-11S, 11 s behind", "PT4M59S, 299 s ahead of", "PT-4M-59S, 299 s behind"})
    void warnsOfAClockThatIsOff(Duration ahead, String by) {
        assertThat(new HealthyDeployment().withSkew(ahead).onlyFinding("clock"))
                .isEqualTo(CheckResult.warning("clock", "this machine's clock is " + by + " AWS's", FIX));
    }

    @ParameterizedTest
    @CsvSource({"PT5M, 300 s ahead of", "PT-5M, 300 s behind", "PT2H, 7200 s ahead of"})
    void reportsAClockThatAwsRefuses(Duration ahead, String by) {
        assertThat(new HealthyDeployment().withSkew(ahead).onlyFinding("clock"))
                .isEqualTo(CheckResult.broken("clock", "this machine's clock is " + by + " AWS's", FIX));
    }
}
