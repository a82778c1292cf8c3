package io.github.ecstaskretry.cli.ask.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyLintTest {

    private static final Catalogue CATALOGUE = CatalogueYaml.builtIn();

    @Test
    void hasNoWarningForTheStarterPolicy() throws IOException {
        assertThat(warnings(Files.readString(Path.of("sam/policy/retry-policy.yaml"))))
                .isEmpty();
    }

    @Test
    void hasNoWarningForTheBuiltInPolicy() {
        assertThat(PolicyLint.warnings(PolicyFile.builtIn(), CATALOGUE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "launch-only",
                "infrastructure",
                "spot",
                "patient-capacity",
                "patient-throttling",
                "patient-registry",
                "spot-then-on-demand",
                "more-memory",
                "[spot, patient-capacity, launch-only]"
            })
    void hasNoWarningForAPreset(String presets) {
        assertThat(of("presets: " + presets)).isEmpty();
    }

    /** Two rules: the earlier condition, the later condition, and whether the later rule is unreachable. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "causeKind: transient               | cause: spot-interruption                    | true",
                "cause: spot-*                      | cause: spot-interruption, attempt: 2        | true",
                "cause: spot-interruption           | causeKind: transient                        | false",
                "causeKind: transient               | cause: disk-full                            | false",
                "stopCode: '*'                      | stopCode: TaskFailedToStart                 | true",
                "stopCode: TaskFailedToStart        | started: false                              | false",
                "exitCode: 1-9                      | exitCode: [2, 5-7]                          | true",
                "exitCode: [1-3, 4-9]               | exitCode: 2-8                               | true",
                "exitCode: 1-9                      | exitCode: [2, none]                         | false",
                "exitCode: 1-9                      | exitCode: 5-10                              | false",
                "exitCode: 1                        | container: app, exitCode: 1                 | true",
                "container: app, exitCode: 1        | exitCode: 1                                 | false",
                "container: app                     | container: app, reason: '*x*'               | true",
                "reason: '*connection*'             | reason: '*Connection reset*'                | true",
                "reason: '*connection*'             | exitCode: 1                                 | false",
                "launchType: FARGATE                | launchType: FARGATE, exitCode: 1            | true",
                "launchType: FARGATE                | capacityProvider: FARGATE_SPOT              | false",
                "attempt: 2-                        | attempt: 3-5                                | true",
                "attempt: 2-                        | attempt: 1-5                                | false",
                "started: true                      | started: true, exitCode: 1                  | true",
                "started: true                      | started: false                              | false",
                "cluster: prod-*                    | cluster: prod-eu                            | true",
                "tags: {team: d*}                   | tags: {team: data, env: prod}               | true",
                "tags: {team: data}                 | tags: {env: prod}                           | false",
                "tags: {team: [data, bi]}           | tags: {team: bi}                            | true",
                "tags: {team: bi}                   | tags: {team: [data, bi]}                    | false",
                "exitCode: 0xC0000000-0xFFFFFFFF    | exitCode: -1073741819                       | true",
                "not: {causeKind: transient}        | causeKind: permanent                        | true",
                "not: {causeKind: transient}        | exitCode: 1                                 | false",
                "not: {exitCode: 1}                 | cause: capacity, not: {exitCode: 1-9}       | true",
                "not: {exitCode: 1-9}               | cause: capacity, not: {exitCode: 1}         | false",
                "not: {attempt: 1}                  | attempt: 2                                  | true",
                "not: {started: true}               | started: false                              | true",
            })
    void findsARuleThatAnEarlierRuleCovers(String earlier, String later, boolean covered) {
        List<PolicyLint.Warning> warnings = of("rules: [{name: one, when: {" + earlier
                + "}, then: fail}, {name: two, when: {" + later + "}, then: fail}]");

        if (covered) {
            assertThat(warnings)
                    .containsExactly(new PolicyLint.Warning(
                            "a",
                            "policies[0].rules[1]",
                            "Rule 'two' never applies, because rule 'one' before it matches every stop that it would match.",
                            "Move it before 'one', or remove one of the two."));
        } else {
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void countsThePolicysMatchAsPartOfItsRules() {
        assertThat(
                        of(
                                "match: {cluster: prod-eu}",
                                "rules: [{name: one, when: {cluster: prod-*}, then: fail}, {name: two, when: {exitCode: 1}, then: fail}]"))
                .extracting(PolicyLint.Warning::path)
                .containsExactly("policies[0].rules[1]");
    }

    @Test
    void findsAPresetThatEarlierRulesCover() {
        assertThat(of("presets: spot", "rules: [{name: one, when: {causeKind: transient}, then: retry}]"))
                .extracting(PolicyLint.Warning::toString)
                .containsExactly(
                        "policies[0].presets: Preset 'spot' does nothing, because rules before it match every stop that it would match."
                                + " Remove the preset or those rules.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                 | {cluster: prod}                      | true",
                "{cluster: prod-*}                  | {cluster: [prod-a, prod-b]}          | true",
                "{cluster: prod-*}                  | {cluster: [prod-a, test]}            | false",
                "{cluster: prod-*, tags: {a: b}}    | {cluster: prod-a}                    | false",
                "{startedBy: events-rule/*}         | {}                                   | false",
            })
    void findsAPolicyThatAnEarlierPolicyCovers(String earlier, String later, boolean covered) {
        List<PolicyLint.Warning> warnings = warnings(
                "version: 1\npolicies: [{name: one, match: " + earlier + "}, {name: two, match: " + later + "}]");

        assertThat(warnings).hasSize(covered ? 1 : 0).allSatisfy(warning -> {
            assertThat(warning.path()).isEqualTo("policies[1]");
            assertThat(warning.what()).startsWith("Policy 'two' adopts no task, because policy 'one' before it");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "match: {cluster: 'arn:aws:ecs:eu-west-1:1:cluster/prod'}         | match.cluster",
                "match: {family: 'etl:7'}                                         | match.family",
                "match: {group: service:web}                                      | match.group",
                "match: {startedBy: 'user:jane'}                                  | match.startedBy",
                "match: {startedBy: ecs-svc/*}                                    | match.startedBy",
                "container: app-*                                                 | container",
                "rules: [{name: r, when: {stopCode: taskFailedToStart}, then: fail}]      | rules[0].when.stopCode",
                "rules: [{name: r, when: {launchType: fargate}, then: fail}]              | rules[0].when.launchType",
                "rules: [{name: r, when: {capacityProvider: FARGATE SPOT}, then: fail}]   | rules[0].when.capacityProvider",
                "rules: [{name: r, when: {container: 'app*', exitCode: 1}, then: fail}]   | rules[0].when.container",
                "rules: [{name: r, when: {exitCode: 1, not: {family: a/b}}, then: fail}]  | rules[0].when.not.family",
                "rules: [{name: r, when: {cluster: a.b}, then: fail}]                     | rules[0].when.cluster",
            })
    void findsAGlobThatNoNameCanMatch(String line, String path) {
        assertThat(of(line)).singleElement().satisfies(warning -> {
            assertThat(warning.path()).isEqualTo("policies[0]." + path);
            assertThat(warning.what()).startsWith("Nothing matches '");
            assertThat(warning.fix()).endsWith(".");
        });
    }

    @Test
    void findsANameThatIsTooLong() {
        assertThat(of("match: {cluster: '" + "x".repeat(255) + "*'}")).isEmpty();
        assertThat(of("match: {cluster: '" + "x".repeat(256) + "*'}")).hasSize(1);
        assertThat(of("match: {startedBy: '" + "x".repeat(128) + "'}")).isEmpty();
        assertThat(of("match: {startedBy: '" + "x".repeat(129) + "'}")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"connection reset,1", "*connection reset*,0", "RESOURCE:CPU,0"})
    void findsAPartOfASentenceWithoutStars(String reason, int warnings) {
        assertThat(of("rules: [{name: r, when: {reason: '" + reason + "'}, then: fail}]"))
                .hasSize(warnings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{cause: image-not-found, causeKind: transient} | when",
                "{cause: succeeded}                             | when",
                "{causeKind: success}                           | when",
                "{exitCode: 1, not: {exitCode: 1-9}}            | when.not",
                "{cluster: test-*}                              | when.cluster",
                "{tags: {team: web}}                            | when.tags.team",
            })
    void findsARuleThatContradictsItselfOrItsPolicy(String when, String path) {
        assertThat(of(
                        "match: {cluster: prod-*, tags: {team: data}}",
                        "rules: [{name: r, when: " + when + ", then: fail}]"))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.path()).isEqualTo("policies[0].rules[0]." + path);
                    assertThat(warning.what()).startsWith("Rule 'r' never applies: ");
                });
    }

    @Test
    void warnsOnceAboutARuleWithTwoFaults() {
        assertThat(of("rules: [{name: one, when: {exitCode: 1}, then: fail},"
                        + " {name: two, when: {exitCode: 1, causeKind: success}, then: fail}]"))
                .extracting(PolicyLint.Warning::path)
                .containsExactly("policies[0].rules[1].when");
    }

    private static List<PolicyLint.Warning> of(String... lines) {
        return warnings("version: 1\npolicies:\n  - name: a\n    " + String.join("\n    ", lines) + "\n");
    }

    private static List<PolicyLint.Warning> warnings(String text) {
        return PolicyLint.warnings(TestPolicies.read(text), CATALOGUE);
    }
}
