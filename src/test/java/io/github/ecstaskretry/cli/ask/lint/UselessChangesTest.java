package io.github.ecstaskretry.cli.ask.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UselessChangesTest {

    private static List<PolicyLint.Warning> warnings(String rule) {
        return PolicyLint.warnings(
                TestPolicies.read(TestPolicies.patientWith("rules: [{name: r, then: retry, " + rule + "}]")),
                CatalogueYaml.builtIn());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "when: {cause: spot-interruption}, memory: {max: 4096} | memory | no stop that it matches can have had too little",
                "when: {cause: out-of-memory, started: false}, memory: {max: 4096} | memory | no stop that it matches",
                "when: {exitCode: 137, stopCode: SpotInterruption}, memory: {max: 4096} | memory | no stop that it matches",
                "when: {exitCode: 137, launchType: FARGATE}, memory: {max: 256} | memory.max | Fargate has no size with 256 MiB or less",
                "when: {exitCode: 137, capacityProvider: FARGATE_SPOT}, memory: {max: 5000} | memory.max | ends at 4096 MiB",
                "when: {exitCode: 1, launchType: FARGATE}, avoid: host | avoid | Fargate has none",
                "when: {exitCode: 1}, avoid: zone | avoid | only one subnet",
                "when: {exitCode: 1}, attempts: 1, memory: {max: 4096} | attempts | with attempts: 1 none follows",
                "when: {capacityProvider: FARGATE}, launch: {capacityProviderStrategy: [{capacityProvider: FARGATE}]} | launch.capacityProviderStrategy | changes nothing",
                "when: {exitCode: 1, launchType: FARGATE}, launch: {placementConstraints: [{type: distinctInstance}]} | launch.placementConstraints | Fargate refuses",
                "when: {exitCode: 1}, announce: [EXHAUSTED, SUCCEEDED] | announce | never ends a job SUCCEEDED",
            })
    void warnsOfAChangeThatNoAttemptGets(String rule, String path, String what) {
        assertThat(warnings(rule)).singleElement().satisfies(warning -> {
            assertThat(warning.path()).isEqualTo("policies[0].rules[0]." + path);
            assertThat(warning.what()).contains(what);
            assertThat(warning.fix()).endsWith(".");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when: {cause: out-of-memory}, memory: {max: 5000}",
                "when: {cause: bad-config}, memory: {max: 4096}",
                "when: {exitCode: 3}, memory: {max: 4096}",
                "when: {exitCode: 137, launchType: EC2}, memory: {max: 256}, avoid: host",
                "when: {exitCode: 137, launchType: FARGATE}, memory: {max: 30720}",
                "when: {capacityProvider: FARGATE_SPOT}, launch: {capacityProviderStrategy: [{capacityProvider: FARGATE}]}",
                "when: {exitCode: 1}, launch: {placementStrategy: [{type: random}]}",
            })
    void doesNotWarnOfAChangeThatSomeAttemptMayGet(String rule) {
        assertThat(warnings(rule)).isEmpty();
    }
}
