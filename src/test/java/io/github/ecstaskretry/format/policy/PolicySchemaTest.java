package io.github.ecstaskretry.format.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.format.InvalidYamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor says of a policy file is what the function says of it. */
class PolicySchemaTest {

    @Test
    void acceptsTheFilesOfTheRepository() throws IOException {
        String starter = Files.readString(Path.of("sam/policy/retry-policy.yaml"));

        assertThat(PolicySchema.errors(starter)).isEmpty();
        assertThat(PolicySchema.errors(Files.readString(Path.of("src/main/resources/built-in-policy.yaml"))))
                .isEmpty();
        assertThat(PolicySchema.errors(PolicyFileFixture.FULL)).isEmpty();
        assertThat(PolicySchema.errors(TestPolicies.PATIENT)).isEmpty();
        assertThat(starter.lines().findFirst())
                .contains("# yaml-language-server: $schema=" + PolicySchema.FILE.getFileName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode: observe",
                "match: {}",
                "match: {cluster: prod-*, family: [a, b], group: [], startedBy: cron, tags: {team: 5, env: [prod, '*']}}",
                "container: app",
                "attempts: 1",
                "attempts: 50",
                "deadline: none",
                "deadline: 1d2h3m4s",
                "backoff: {}",
                "backoff: {interval: 0s, rate: 1, maxDelay: 364d, jitter: none}",
                "backoff: {rate: 100}",
                "backoff: {rate: 1.25, jitter: equal}",
                "pace: shared",
                "pace: {launches: 1, per: 1s}",
                "pace: {launches: 10000, per: 24h}",
                "network: {subnets: subnet-1}",
                "network: {subnets: [subnet-0a, subnet-0b], securityGroups: [], assignPublicIp: false}",
                "launch: {capacityProviderStrategy: {capacityProvider: FARGATE_SPOT, weight: 1}}",
                "launch: {placementConstraints: [{type: memberOf, expression: 'attribute:x == y'}]}",
                "launch: {volumeConfigurations: [{name: data, managedEBSVolume: {sizeInGiB: 10}}], tags: {a: b}}",
                "launch: {propagateTags: TASK_DEFINITION, enableECSManagedTags: false, copyTags: true}",
                "rules: []",
                "rules: {name: r, when: {exitCode: 1}, then: fail}",
                "rules: [{name: r, when: {exitCode: [0, 4294967295, 64-78, none]}, then: fail}]",
                "rules: [{name: r, when: {exitCode: [-1073741819, 0xC0000005, -5--1, 0x0-0xFF]}, then: succeed}]",
                "rules: [{name: r, when: {cause: [spot-interruption, image-*]}, then: retry, attempts: 50, counted: false}]",
                "rules: [{name: r, when: {causeKind: [transient, ambiguous]}, then: retry, backoff: {interval: 1m}}]",
                "rules: [{name: r, when: {stopCode: '*', container: app, reason: '*x*'}, then: fail}]",
                "rules: [{name: r, when: {launchType: EC2, capacityProvider: [a, b]}, then: fail}]",
                "rules: [{name: r, when: {attempt: [1, 2-4, 50, 3-], started: false}, then: fail}]",
                "rules: [{name: r, when: {cluster: a, family: b, group: c, startedBy: d, tags: {e: f}}, then: fail}]",
                "rules: [{name: r, when: {not: {exitCode: 1, tags: {e: f}}}, then: fail}]",
                "presets: spot",
                "presets: [launch-only, infrastructure, spot, patient-capacity, patient-throttling, patient-registry, spot-then-on-demand, more-memory]",
                "otherwise: retry",
                "otherwise: retry-unstarted",
                "otherwise: fail",
                "metrics: family",
                "announceLimit: none",
                "announceLimit: {}",
                "announceLimit: {notices: 100, per: 1d}",
                "announce: []",
                "announce: FAILED",
                "announce: [SUCCEEDED, RECOVERED, FAILED, EXHAUSTED, EXPIRED, CANCELLED, UNLAUNCHABLE]",
            })
    void acceptsEveryFileThatTheReaderAccepts(String line) {
        assertThatCode(() -> TestPolicies.read(policy(line))).doesNotThrowAnyException();
        assertThat(PolicySchema.errors(policy(line))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "atempts: 3",
                "mode: dry-run",
                "match: {clusters: a}",
                "match: {cluster: {a: b}}",
                "match: {tags: team}",
                "match:",
                "container: ''",
                "attempts: 0",
                "attempts: 51",
                "attempts: 2.5",
                "attempts: [1]",
                "attempts:",
                "deadline: 90",
                "deadline: never",
                "deadline: ''",
                "backoff: 10s",
                "backoff: {interval: 15}",
                "backoff: {interval: s}",
                "backoff: {rate: 0.5}",
                "backoff: {rate: 101}",
                "backoff: {jitter: some}",
                "pace: fast",
                "pace: 60",
                "pace: {}",
                "pace: {launches: 60}",
                "pace: {launches: 0, per: 1m}",
                "pace: {launches: 10001, per: 1m}",
                "pace: {launches: 60, per: 60}",
                "pace: [shared]",
                "network: {}",
                "network: {subnets: []}",
                "network: {subnets: vpc-1}",
                "network: {subnets: [subnet-1,subnet-2,subnet-3,subnet-4,subnet-5,subnet-6,subnet-7,subnet-8,subnet-9,subnet-10,subnet-11,subnet-12,subnet-13,subnet-14,subnet-15,subnet-16,subnet-17]}",
                "network: {subnets: subnet-1, securityGroups: [sg-1,sg-2,sg-3,sg-4,sg-5,sg-6]}",
                "network: {subnets: subnet-1, assignPublicIp: 7}",
                "launch: {propagateTags: SERVICE}",
                "launch: {placementStrategy: [spread]}",
                "launch: {placementStrategy: [{kind: spread}]}",
                "launch: {volumeConfigurations: [data]}",
                "launch: {copyTags: sometimes}",
                "rules:",
                "rules: [fail]",
                "rules: [{when: {exitCode: 1}, then: fail}]",
                "rules: [{name: r, when: {exitCode: 1}}]",
                "rules: [{name: r, then: fail}]",
                "rules: [{name: a b, when: {exitCode: 1}, then: fail}]",
                "rules: [{name: r, when: {}, then: fail}]",
                "rules: [{name: r, when: {exitCode: 1}, then: stop}]",
                "rules: [{name: r, when: {exitCode: 1}, then: fail, attempts: 3}]",
                "rules: [{name: r, when: {exitCode: 1}, then: fail, backoff: {}}]",
                "rules: [{name: r, when: {exitCode: 1}, then: fail, counted: false}]",
                "rules: [{name: r, when: {exitCode: 1}, then: fail, launch: {}}]",
                "rules: [{name: r, when: {exitCode: 1}, then: retry, launch: {copyTags: true}}]",
                "rules: [{name: r, when: {exitCode: 1}, then: fail, avoid: host}]",
                "rules: [{name: r, when: {exitCode: 1}, then: retry, avoid: region}]",
                "rules: [{name: r, when: {exitCode: 1}, then: fail, memory: {max: 512}}]",
                "rules: [{name: r, when: {exitCode: 1}, then: retry, memory: {factor: 2}}]",
                "rules: [{name: r, when: {exitCode: 1}, then: retry, memory: {factor: 1, max: 512}}]",
                "rules: [{name: r, when: {exitCode: 1}, then: retry, memory: {max: 16 GB}}]",
                "rules: [{name: r, when: {exitCode: 1}, then: retry, attempts: 51}]",
                "rules: [{name: r, when: {cause: spot-interuption}, then: fail}]",
                "rules: [{name: r, when: {causeKind: passing}, then: fail}]",
                "rules: [{name: r, when: {exitCode: -2147483649}, then: fail}]",
                "rules: [{name: r, when: {exitCode: 0xG}, then: fail}]",
                "rules: [{name: r, when: {exitCode: 1}, then: succeed, attempts: 3}]",
                "rules: [{name: r, when: {exitCode: 4294967296}, then: fail}]",
                "rules: [{name: r, when: {exitCode: any}, then: fail}]",
                "rules: [{name: r, when: {exitCode: []}, then: fail}]",
                "rules: [{name: r, when: {attempt: 0}, then: fail}]",
                "rules: [{name: r, when: {attempt: 3-51}, then: fail}]",
                "rules: [{name: r, when: {attempt: last}, then: fail}]",
                "rules: [{name: r, when: {started: maybe}, then: fail}]",
                "rules: [{name: r, when: {family: []}, then: fail}]",
                "rules: [{name: r, when: {tags: {}}, then: fail}]",
                "rules: [{name: r, when: {not: {}}, then: fail}]",
                "rules: [{name: r, when: {not: {not: {exitCode: 1}}}, then: fail}]",
                "presets: everything",
                "presets: [spot, spot]",
                "otherwise: maybe",
                "announce: [EVERYTHING]",
                "metrics: cluster",
                "announceLimit: 20",
                "announceLimit: {notices: 0}",
                "announceLimit: {notices: 101}",
                "announceLimit: {per: soon}",
            })
    void refusesEveryFileThatTheReaderRefuses(String line) {
        assertThatThrownBy(() -> TestPolicies.read(policy(line))).isInstanceOf(InvalidYamlException.class);
        assertThat(PolicySchema.errors(policy(line))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1",
                "policies: [{name: a}]",
                "{version: 2, policies: [{name: a}]}",
                "{version: 1, policies: []}",
                "{version: 1, policies: [{}]}",
                "{version: 1, policies: [{name: a}], rules: []}",
                "[]",
            })
    void refusesATextThatIsNotAPolicyFile(String file) {
        assertThatThrownBy(() -> TestPolicies.read(file)).isInstanceOf(InvalidYamlException.class);
        assertThat(PolicySchema.errors(file)).isNotEmpty();
    }

    private static String policy(String line) {
        return "version: 1\npolicies:\n  - name: a\n    " + line + "\n";
    }
}
