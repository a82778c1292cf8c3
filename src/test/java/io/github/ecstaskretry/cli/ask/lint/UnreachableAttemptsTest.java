package io.github.ecstaskretry.cli.ask.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreachableAttemptsTest {

    private static final Catalogue CATALOGUE = CatalogueYaml.builtIn();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attempts: 3, counted: true                    | 0",
                "attempts: 4, counted: true                    | 1",
                "attempts: 20, counted: false                  | 0",
            })
    void findsACountedRuleWithMoreAttemptsThanItsPolicy(String rule, int warnings) {
        assertThat(of("attempts: 3", "rules: [{name: r, when: {exitCode: 1}, then: retry, " + rule + "}]"))
                .hasSize(warnings)
                .allSatisfy(warning -> assertThat(warning.path()).isEqualTo("policies[0].rules[0].attempts"));
    }

    @Test
    void findsACountedRetryInAPolicyOfOneAttempt() {
        assertThat(of("attempts: 1", "rules: [{name: r, when: {exitCode: 1}, then: retry}]"))
                .extracting(PolicyLint.Warning::path)
                .containsExactly("policies[0].rules[0]");
        assertThat(of("attempts: 1", "rules: [{name: r, when: {exitCode: 1}, then: retry, counted: false}]"))
                .isEmpty();
        assertThat(of("attempts: 1", "rules: [{name: r, when: {exitCode: 1}, then: fail}]"))
                .isEmpty();
    }

    @Test
    void findsARuleWithMoreAttemptsThanItsConditionMatches() {
        assertThat(of("rules: [{name: r, when: {attempt: [1, 3]}, then: retry, attempts: 3}]"))
                .extracting(PolicyLint.Warning::path)
                .containsExactly("policies[0].rules[0].attempts");
        assertThat(of("rules: [{name: r, when: {attempt: 1-3}, then: retry, attempts: 3}]"))
                .isEmpty();
    }

    @Test
    void findsARuleForAnAttemptThatNoJobReaches() {
        String late = "{name: late, when: {attempt: 6-}, then: fail}";
        String spot = "{name: spot, when: {cause: spot-interruption}, then: retry, counted: false, attempts: ";

        assertThat(of("attempts: 5", "rules: [" + late + "]"))
                .extracting(PolicyLint.Warning::path)
                .containsExactly("policies[0].rules[0].when.attempt");
        assertThat(of("attempts: 6", "rules: [" + late + "]")).isEmpty();
        assertThat(of("attempts: 3", "rules: [" + late + ", " + spot + "2}]")).hasSize(1);
        assertThat(of("attempts: 3", "rules: [" + late + ", " + spot + "3}]")).isEmpty();
    }

    @Test
    void findsADeadlineThatIsTooShortForThePolicy() {
        assertThat(of("attempts: 4", "deadline: 5m", "backoff: {interval: 2m, rate: 1, jitter: none}"))
                .extracting(PolicyLint.Warning::toString)
                .containsExactly(
                        "policies[0].deadline: The deadline of 5m is too short for the attempts of the policy: with"
                                + " typical delays, attempt 4 of 4 would start after it. Lengthen the deadline, shorten the backoff, or"
                                + " lower attempts.");
        assertThat(of("attempts: 4", "deadline: 6m", "backoff: {interval: 2m, rate: 1, jitter: none}"))
                .isEmpty();
        assertThat(of("attempts: 4", "deadline: none", "backoff: {interval: 300d, maxDelay: 300d}"))
                .isEmpty();
    }

    @Test
    void findsADeadlineThatIsTooShortForARule() {
        String rule =
                "rules: [{name: r, when: {exitCode: 1}, then: retry, counted: false, attempts: 5, backoff: {interval: 10m,"
                        + " rate: 1, jitter: none}}]";

        assertThat(of("deadline: 30m", rule)).singleElement().satisfies(warning -> {
            assertThat(warning.path()).isEqualTo("policies[0].rules[0].attempts");
            assertThat(warning.what()).contains("rule 'r'").contains("attempt 5 of 5");
        });
        assertThat(of("deadline: 40m", rule)).isEmpty();
    }

    private static List<PolicyLint.Warning> of(String... lines) {
        return warnings("version: 1\npolicies:\n  - name: a\n    " + String.join("\n    ", lines) + "\n");
    }

    private static List<PolicyLint.Warning> warnings(String text) {
        return PolicyLint.warnings(TestPolicies.read(text), CATALOGUE);
    }
}
