package io.github.ecstaskretry.format.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecstaskretry.format.FileProblem;
import io.github.ecstaskretry.format.InvalidYamlException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader says of a file that it refuses. */
class PolicyFileErrorsTest extends PolicyFileFixture {

    @Test
    void reportsEveryMistakeAtOnceWithItsPlace() {
        assertThat(errors("""
                version: 2
                polices: []
                policies:
                  - name: a b
                    atempts: 3
                    deadline: 90
                    backoff: {interval: 10m, maxDelay: 1m, rate: 0.5}
                    rules:
                      - {name: r, when: {cause: spot-interuption}, then: stop}
                      - {name: r, when: {}, then: fail, attempts: 3}
                """))
                .containsExactly(
                        "p.yaml:1:10: version: expected a whole number from 1 to 1; found '2'",
                        "p.yaml:2:1: polices: unknown key, did you mean 'policies'?; known are version, policies",
                        "p.yaml:4:11: policies[0].name: expected a name of 1 to 64 of A-Za-z0-9._-; found 'a b'",
                        "p.yaml:5:5: policies[0].atempts: unknown key, did you mean 'attempts'?; known are name, mode, match, container,"
                                + " attempts, deadline, staleAfter, backoff, pace, network, launch, learn, rules, presets, otherwise, announce, announceLimit, metrics",
                        "p.yaml:6:15: policies[0].deadline: expected a duration from 1s to 364d such as 15s, 10m, 6h, 2d or 1h30m;"
                                + " found '90'",
                        "p.yaml:7:40: policies[0].backoff.maxDelay: expected at least the interval of 10m; found 1m",
                        "p.yaml:7:50: policies[0].backoff.rate: expected a number from 1 to 100 such as 2 or 1.5; found '0.5'",
                        "p.yaml:9:33: policies[0].rules[0].when.cause: unknown cause 'spot-interuption', did you mean"
                                + " 'spot-interruption'?; the failure catalogue lists all causes",
                        "p.yaml:9:58: policies[0].rules[0].then: expected one of fail, retry, succeed; found 'stop'",
                        "p.yaml:10:16: policies[0].rules[1].name: the name 'r' is used twice",
                        "p.yaml:10:25: policies[0].rules[1].when: a rule needs a condition: at least one of cause, causeKind, stopCode, container,"
                                + " exitCode, reason, launchType, capacityProvider, attempt, started, cluster, family, group,"
                                + " startedBy, tags, not",
                        "p.yaml:10:51: policies[0].rules[1].attempts: only a rule with 'then: retry' can have attempts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attempts: 0          | attempts: expected a whole number from 1 to 50; found '0'",
                "attempts: 51         | attempts: expected a whole number from 1 to 50; found '51'",
                "attempts: many       | attempts: expected a whole number from 1 to 50; found 'many'",
                "attempts: [1]        | attempts: expected a whole number from 1 to 50; found a list",
                "attempts:            | attempts: expected a whole number from 1 to 50; found nothing",
                "mode: dry-run        | mode: expected one of act, observe; found 'dry-run'",
                "otherwise: maybe     | otherwise: expected one of fail, retry, retry-unstarted; found 'maybe'",
                "backoff: 10s         | backoff: expected a mapping with the keys interval, rate, maxDelay, jitter; found '10s'",
                "backoff: {jitter: x} | backoff.jitter: expected one of equal, full, none; found 'x'",
                "backoff: {interval: 15} | backoff.interval: expected a duration from 0s to 364d such as 15s, 10m, 6h, 2d or 1h30m; found '15'",
                "backoff: {interval: 15, maxDelay: 1s} | backoff.interval: expected a duration from 0s to 364d such as 15s, 10m, 6h, 2d or 1h30m; found '15'",
                "backoff: {interval: 400d} | backoff.interval: expected a duration from 0s to 364d such as 15s, 10m, 6h, 2d or 1h30m; found '400d'",
                "match: {launchType: FARGATE} | match.launchType: unknown key, which belongs in a rule's 'when'; known are cluster, family, group, startedBy, tags",
                "match: {famly: etl}  | match.famly: unknown key, did you mean 'family'?; known are cluster, family, group, startedBy, tags",
                "match: {tags: team}  | match.tags: expected a mapping such as {team: data}",
                "match: {cluster: {a: b}} | match.cluster: expected a glob of cluster names such as prod-*; found a mapping",
                "network: {}          | network.subnets: expected 1 to 16 subnets such as subnet-0123456789abcdef0",
                "network: {subnets: [vpc-1]} | network.subnets[0]: expected a subnet such as subnet-0123456789abcdef0; found 'vpc-1'",
                "network: {subnets: subnet-1, securityGroups: [sg-1,sg-2,sg-3,sg-4,sg-5,sg-6]} | network.securityGroups: expected at most 5; found 6",
                "network: {subnets: subnet-1, assignPublicIp: 7} | network.assignPublicIp: expected one of false, true; found '7'",
                "launch: {propagateTags: SERVICE} | launch.propagateTags: expected one of TASK_DEFINITION; found 'SERVICE'",
                "launch: {placementStrategy: [spread]} | launch.placementStrategy[0]: expected a mapping with the keys type, field; found 'spread'",
                "launch: {volumeConfigurations: [data]} | launch.volumeConfigurations[0]: expected a mapping with the keys name; found 'data'",
                "rules: [{name: r, when: {exitCode: 9-3}, then: fail}] | rules[0].when.exitCode: expected numbers from low to high, 0 to 4294967295; found '9-3'",
                "rules: [{name: r, when: {exitCode: 0xG}, then: fail}] | rules[0].when.exitCode: expected an exit code, a range or none, such as 2, 64-78, 0xC0000005, none; found '0xG'",
                "rules: [{name: r, when: {exitCode: -2147483649}, then: fail}] | rules[0].when.exitCode: expected numbers from low to high, 0 to 4294967295; found '-2147483649'",
                "rules: [{name: r, when: {exitCode: 1}, then: Retry}] | rules[0].then: expected one of fail, retry, succeed; found 'Retry', did you mean 'retry'?",
                "rules: [{name: r, when: {causeKind: Transient}, then: fail}] | rules[0].when.causeKind: expected one of ambiguous, intentional, permanent, success, transient; found 'Transient', did you mean 'transient'?",
                "rules: [{name: r, when: {exitCode: 1}, then: fail, launch: {}}] | rules[0].launch: only a rule with 'then: retry' can have launch",
                "rules: [{name: r, when: {exitCode: 1}, then: retry, launch: {copyTags: true}}] | rules[0].launch.copyTags: only the policy's launch can have copyTags",
                "rules: [{name: r, when: {exitCode: 1}, then: succeed, counted: false}] | rules[0].counted: only a rule with 'then: retry' can have counted",
                "maxAttempts: 3       | maxAttempts: unknown key, did you mean 'attempts'?; known are name, mode, match, container, attempts, deadline, staleAfter, backoff, pace, network, launch, learn, rules, presets, otherwise, announce, announceLimit, metrics",
                "networkConfiguration: {} | networkConfiguration: unknown key, did you mean 'network'?; known are name, mode, match, container, attempts, deadline, staleAfter, backoff, pace, network, launch, learn, rules, presets, otherwise, announce, announceLimit, metrics",
                "presets: [infra]     | presets[0]: there is no preset 'infra', did you mean 'infrastructure'?; known are launch-only, infrastructure, spot, patient-capacity, patient-throttling, patient-registry, spot-then-on-demand, more-memory",
                "presets: [Spot]      | presets[0]: there is no preset 'Spot', did you mean 'spot'?; known are launch-only, infrastructure, spot, patient-capacity, patient-throttling, patient-registry, spot-then-on-demand, more-memory",
                "rules: [{name: r, then: fail}] | rules[0].when: a rule needs a condition: at least one of cause, causeKind, stopCode, container, exitCode, reason, launchType, capacityProvider, attempt, started, cluster, family, group, startedBy, tags, not",
                "rules: [{name: r, when: {attempt: 0}, then: fail}] | rules[0].when.attempt: expected numbers from low to high, 1 to 50; found '0'",
                "rules: [{name: r, when: {attempt: 4-2}, then: fail}] | rules[0].when.attempt: expected numbers from low to high, 1 to 50; found '4-2'",
                "rules: [{name: r, when: {attempt: [last]}, then: fail}] | rules[0].when.attempt[0]: expected an attempt or a range from 1 to 50, such as 1, 2-4, 3-; found 'last'",
                "rules: [{name: r, when: {started: maybe}, then: fail}] | rules[0].when.started: expected one of false, true; found 'maybe'",
                "rules: [{name: r, when: {exitCode: []}, then: fail}] | rules[0].when.exitCode: expected at least one value; leave the key out to allow any",
                "rules: [{name: r, when: {tags: {}}, then: fail}] | rules[0].when.tags: expected at least one value; leave the key out to allow any",
                "rules: [{name: r, when: {exitCode: 1, not: {}}, then: fail}] | rules[0].when.not: expected at least one value; leave the key out to allow any",
                "rules: [{name: r, when: {not: {exitcode: 1}}, then: fail}] | rules[0].when.not.exitcode: unknown key, did you mean 'exitCode'?; known are cause, causeKind, stopCode, container, exitCode, reason, launchType, capacityProvider, attempt, started, cluster, family, group, startedBy, tags",
                "rules: [{when: {exitCode: 1}, then: fail}] | rules[0].name: is missing: expected a name of 1 to 64 of A-Za-z0-9._-",
                "rules: [{name: r, when: {exitCode: 1}}] | rules[0].then: is missing: expected retry, fail or succeed",
                "rules: [{name: r, when: {exitCode: 1}, then: retry, counted: perhaps}] | rules[0].counted: expected one of false, true; found 'perhaps'",
                "presets: [everything] | presets[0]: there is no preset 'everything'; known are launch-only, infrastructure, spot, patient-capacity, patient-throttling, patient-registry, spot-then-on-demand, more-memory",
                "presets: [spot, lunch-only] | presets[1]: there is no preset 'lunch-only', did you mean 'launch-only'?; known are launch-only, infrastructure, spot, patient-capacity, patient-throttling, patient-registry, spot-then-on-demand, more-memory",
                "presets: [spot, spot] | presets[1]: the preset 'spot' is named twice",
                "presets: {spot: true} | presets: expected one of launch-only, infrastructure, spot, patient-capacity, patient-throttling, patient-registry, spot-then-on-demand, more-memory; found a mapping",
                "announce: [EVERYTHING] | announce[0]: expected one of CANCELLED, EXHAUSTED, EXPIRED, FAILED, RECOVERED, SUCCEEDED, UNLAUNCHABLE; found 'EVERYTHING'",
            })
    void listsTheAllowedValues(String line, String problem) {
        assertThat(errors("version: 1\npolicies:\n  - name: a\n    " + line + "\n"))
                .singleElement()
                .asString()
                .matches("p\\.yaml:4:\\d+: .*")
                .endsWith("policies[0]." + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                   | p.yaml:1:1: the file is empty",
                "# nothing                            | p.yaml:1:1: the file is empty",
                "version: 1                           | p.yaml:1:1: policies: expected a list of at least one policy",
                "[1, 2]                               | p.yaml:1:1: expected a mapping with the keys version, policies; found a list",
                "'{version: 1, policies: [{name: a}'  | p.yaml:1:34: a comma is missing here, or the bracket opened in line 1 is not closed",
                "version: &a 1                        | p.yaml:1:10: anchors (&) and aliases (*) are not supported; write the value out",
            })
    void refusesATextThatIsNotAPolicyFile(String text, String error) {
        assertThat(errors(text)).contains(error);
    }

    @Test
    void refusesAKeyThatIsWrittenTwice() {
        assertThat(errors("version: 1\npolicies: [{name: a, name: b}]\n"))
                .containsExactly("p.yaml:2:22: policies[0].name: the key is written twice");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(errors("version: 1\n---\nversion: 1\n"))
                .containsExactly("p.yaml:2:1: a second document begins here; the file can have only one");
    }

    @Test
    void limitsDepthAndLength() {
        assertThat(errors("version: " + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .endsWith("nested deeper than 16 levels");
        assertThat(errors("x".repeat(300_000))).containsExactly("p.yaml:1:1: the file has more than 262144 characters");
    }

    @Property(tries = 500)
    void throwsOnlyTheDeclaredExceptionForAnyText(
            @ForAll
                    @StringLength(max = 200)
                    @Chars({
                        'a', ':', ' ', '\n', '-', '[', ']', '{', '}', '"', '\'', '&', '*', '\t', '1', '#', '|', '>',
                        '%', '@', '\u0000'
                    })
                    String text) {
        readsOrThrowsTheDeclaredException(text);
    }

    @Property(tries = 500)
    void throwsOnlyTheDeclaredExceptionForADamagedFile(
            @ForAll @IntRange(max = 1400) int place, @ForAll @IntRange(max = 30) int length, @ForAll char inserted) {
        int start = Math.min(place, FULL.length());
        int end = Math.min(start + length, FULL.length());

        readsOrThrowsTheDeclaredException(FULL.substring(0, start) + inserted + FULL.substring(end));
    }

    private static void readsOrThrowsTheDeclaredException(String text) {
        try {
            assertThat(read(text).policies()).isNotEmpty();
        } catch (InvalidYamlException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(error -> assertThat(error.line()).isPositive());
        }
    }

    private static List<String> errors(String text) {
        InvalidYamlException thrown = catchThrowableOfType(InvalidYamlException.class, () -> read(text));
        assertThat(thrown).isNotNull();
        return thrown.problems().stream().map(FileProblem::toString).toList();
    }
}
