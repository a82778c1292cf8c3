package io.github.ecstaskretry.cli.ask.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of a whole policy: its pace, its announceLimit and its metrics. */
class UselessSettingsTest {

    private static List<PolicyLint.Warning> of(String... lines) {
        return PolicyLint.warnings(
                TestPolicies.read("version: 1\npolicies:\n  - name: a\n    " + String.join("\n    ", lines) + "\n"),
                CatalogueYaml.builtIn());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "announce: []     | announceLimit: {notices: 5} | 1",
                "announce: []     | announceLimit: none         | 1",
                "announce: []     | attempts: 4                 | 0",
                "announce: FAILED | announceLimit: {notices: 5} | 0",
                "metrics: family  | match: {cluster: prod}      | 1",
                "metrics: family  | match: {family: '*'}        | 0"
            })
    void warnsOfALimitWithoutNoticesAndOfMetricsOfEveryFamily(String one, String other, int warnings) {
        assertThat(of(one, other)).hasSize(warnings);
    }

    @Test
    void warnsOfAPaceAboveTheQuotaOfRunTask() {
        assertThat(of("pace: {launches: 20, per: 1s}")).isEmpty();
        assertThat(of("pace: {launches: 21, per: 1s}"))
                .singleElement()
                .asString()
                .contains("policies[0].pace", "faster than RunTask allows");
    }

    @Test
    void warnsOfAPaceThatIsSlowerThanTheDeadline() {
        assertThat(of("deadline: 2h", "pace: {launches: 1, per: 2h}")).isEmpty();
        assertThat(of("deadline: 2h", "pace: {launches: 1, per: 3h}"))
                .singleElement()
                .asString()
                .contains("The time between two launches, 3h, is longer than the deadline of 2h");
    }
}
