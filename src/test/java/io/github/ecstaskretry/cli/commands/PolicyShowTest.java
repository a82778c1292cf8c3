package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyShowTest {

    private static final String WRONG = """
            version: 1
            policies:
              - name: nightly
                atempts: 3
                deadline: tomorrow
            """;

    /** Has every key. */
    private static final String FULL = """
            version: 1
            policies:
              - name: nightly
                mode: observe
                presets: [spot, launch-only]
                match: {cluster: [prod-*], family: [etl-*, "x: y"], group: [a], startedBy: ["events-rule/*"], tags: {team: ["da*", bi], env: prod}}
                container: app
                attempts: 7
                deadline: none
                backoff: {interval: 1m30s, rate: 1.5, maxDelay: 1d, jitter: equal}
                network: {subnets: [subnet-0a, subnet-0b], securityGroups: [sg-0a], assignPublicIp: true}
                launch:
                  capacityProviderStrategy: [{capacityProvider: FARGATE_SPOT, weight: 1, base: 0}]
                  placementConstraints: [{type: distinctInstance}]
                  placementStrategy: [{type: spread, field: host}]
                  volumeConfigurations: [{name: data, managedEBSVolume: {sizeInGiB: 20, encrypted: true}}]
                  propagateTags: TASK_DEFINITION
                  enableECSManagedTags: false
                  copyTags: true
                  tags: {owner: "007"}
                rules:
                  - name: codes
                    when: {cause: "app-*", causeKind: [ambiguous, permanent], stopCode: Essential*, container: app, exitCode: [2, 64-78, none], reason: "*reset*"}
                    then: fail
                  - name: where
                    when:
                      launchType: [FARGATE]
                      capacityProvider: ["FARGATE_*"]
                      attempt: [1, 2-4]
                      started: true
                      cluster: [prod-*]
                      family: [etl-*]
                      group: [a]
                      startedBy: ["events-rule/*"]
                      tags: {env: prod}
                      not: {cause: [app-exit], attempt: [3]}
                    then: retry
                  - name: copied
                    when: {exitCode: [1-7, -1073741819]}
                    then: succeed
                  - name: spot
                    when: {cause: spot-interruption}
                    then: retry
                    attempts: 20
                    counted: false
                    backoff: {interval: 5s}
                otherwise: retry
                announce: []
                announceLimit: none
                metrics: family
              - name: rest
            """;

    @TempDir
    private Path directory;

    private String file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("policy.yaml"), yaml).toString();
    }

    @Test
    void showsThePolicyWithItsDefaults() throws IOException {
        Run run = Run.of("policy", "show", file("version: 1\npolicies: [{name: short}]\n"));

        assertThat(run.out()).isEqualTo("""
                version: 1
                policies:
                  - name: short
                    mode: act
                    match: {}
                    attempts: 3
                    deadline: 1d
                    staleAfter: 1d
                    backoff: {interval: 15s, rate: 2, maxDelay: 10m, jitter: full}
                    pace: shared
                    launch: {copyTags: false}
                    learn: auto
                    rules: []
                    otherwise: retry-unstarted
                    announce: [RECOVERED, FAILED, EXHAUSTED, EXPIRED, UNLAUNCHABLE]
                    announceLimit: {notices: 20, per: 15m}
                    metrics: total
                """);
    }

    @Test
    void showsAPolicyFileWithTheSameMeaning() throws IOException {
        String file = file(FULL);

        assertThat(read(Run.of("policy", "show", file).out())).isEqualTo(read(FULL));
        assertThat(read(Run.of("policy", "show", file, "--json").out())).isEqualTo(read(FULL));
    }

    private static List<Policy> read(String text) {
        return TestPolicies.read(text).policies().stream()
                .map(PolicyShowTest::withoutPresetNames)
                .toList();
    }

    /** The output has the rules of presets as the policy's own. */
    private static Policy withoutPresetNames(Policy policy) {
        return new Policy(
                policy.name(),
                policy.mode(),
                policy.match(),
                policy.container(),
                policy.attempts(),
                policy.deadline(),
                policy.staleAfter(),
                policy.backoff(),
                policy.pace(),
                policy.network(),
                policy.launch(),
                policy.learn(),
                policy.rules().stream()
                        .map(rule -> new Rule(
                                rule.name(),
                                null,
                                rule.when(),
                                rule.then(),
                                rule.attempts(),
                                rule.backoff(),
                                rule.counted(),
                                rule.change(),
                                rule.announce()))
                        .toList(),
                policy.otherwise(),
                policy.announce(),
                policy.announceLimit(),
                policy.metrics());
    }

    @Test
    void showsTheBuiltInPolicyByDefault() {
        assertThat(TestPolicies.read(Run.of("policy", "show").out())).isEqualTo(PolicyFile.builtIn());
    }

    @Test
    void refusesToShowAnInvalidFile() throws IOException {
        Run run = Run.of("policy", "show", file(WRONG));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("the policy file has mistakes")
                .contains("policies[0].deadline")
                .contains("\n        deadline: tomorrow\n");
        assertThat(run.out()).isEmpty();
    }
}
