package io.github.ecstaskretry.format.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.Backoff.Jitter;
import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.ExitCodes;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Match;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.policy.NumberRange;
import io.github.ecstaskretry.core.policy.Pace;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Learn;
import io.github.ecstaskretry.core.policy.Policy.Metrics;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.policy.Policy.Otherwise;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.policy.Rule.Action;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.FileProblem;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {

    private static final Set<String> CAUSES = CatalogueYaml.builtIn().ids();

    static final String FULL = """
            version: 1
            policies:
              - name: reports
                mode: observe
                match: {cluster: [prod-*], family: report-*, group: [], startedBy: [events-rule/*], tags: {team: [bi, data-*]}}
                container: app
                attempts: 5
                deadline: 6h30m
                backoff: {interval: 20s, rate: 1.5, maxDelay: 15m, jitter: equal}
                pace: {launches: 60, per: 1m}
                network: {subnets: [subnet-0a, subnet-0b], securityGroups: [sg-0a], assignPublicIp: true}
                launch:
                  capacityProviderStrategy: [{capacityProvider: FARGATE, weight: 1, base: 1}]
                  placementConstraints: [{type: distinctInstance}]
                  placementStrategy: [{type: spread, field: instanceId}]
                  volumeConfigurations: [{name: data, managedEBSVolume: {sizeInGiB: 10, encrypted: true}}]
                  propagateTags: TASK_DEFINITION
                  enableECSManagedTags: true
                  copyTags: true
                  tags: {retried: "yes"}
                rules:
                  - {name: reclaimed, when: {cause: [spot-interruption, capacity]}, then: retry, attempts: 20, counted: false}
                  - {name: bad-input, when: {container: app, exitCode: [2, 64-78, none]}, then: fail}
                  - {name: vpn, when: {reason: ["*connection reset*"]}, then: retry, backoff: {interval: 1m}}
                otherwise: retry
                announce: [FAILED, SUCCEEDED]
                announceLimit: {notices: 5, per: 1h}
                metrics: family
            """;

    @Test
    void readsEveryKey() {
        Policy policy = read(FULL).policies().getFirst();

        assertThat(policy.name()).isEqualTo("reports");
        assertThat(policy.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(policy.match())
                .isEqualTo(new Match(
                        List.of(new Glob("prod-*")),
                        List.of(new Glob("report-*")),
                        List.of(),
                        List.of(new Glob("events-rule/*")),
                        Map.of("team", List.of(new Glob("bi"), new Glob("data-*")))));
        assertThat(policy.container()).isEqualTo("app");
        assertThat(policy.attempts()).isEqualTo(5);
        assertThat(policy.deadline()).isEqualTo(Duration.ofMinutes(390));
        assertThat(policy.backoff())
                .isEqualTo(new Backoff(Duration.ofSeconds(20), 1.5, Duration.ofMinutes(15), Jitter.EQUAL));
        assertThat(policy.pace()).isEqualTo(new Pace(60, Duration.ofMinutes(1)));
        assertThat(policy.network()).isEqualTo(new Network(List.of("subnet-0a", "subnet-0b"), List.of("sg-0a"), true));
        assertThat(policy.launch())
                .isEqualTo(new LaunchParameters(
                        List.of(Map.of("capacityProvider", "FARGATE", "weight", 1, "base", 1)),
                        List.of(Map.of("type", "distinctInstance")),
                        List.of(Map.of("type", "spread", "field", "instanceId")),
                        List.of(Map.of("name", "data", "managedEBSVolume", Map.of("sizeInGiB", 10, "encrypted", true))),
                        "TASK_DEFINITION",
                        true,
                        true,
                        Map.of("retried", "yes")));
        assertThat(policy.otherwise()).isEqualTo(Otherwise.RETRY);
        assertThat(policy.announce()).containsExactlyInAnyOrder(Outcome.FAILED, Outcome.SUCCEEDED);
        assertThat(policy.announceLimit()).isEqualTo(new AnnounceLimit(5, Duration.ofHours(1)));
        assertThat(policy.metrics()).isEqualTo(Metrics.FAMILY);
    }

    @Test
    void readsRulesInOrder() {
        List<Rule> rules = read(FULL).policies().getFirst().rules();

        assertThat(rules).extracting(Rule::name).containsExactly("reclaimed", "bad-input", "vpn");
        assertThat(rules.get(0).when().cause()).containsExactly(new Glob("spot-interruption"), new Glob("capacity"));
        assertThat(rules.get(0).attempts()).isEqualTo(20);
        assertThat(rules.get(0).counted()).isFalse();
        assertThat(rules.get(1).then()).isEqualTo(Action.FAIL);
        assertThat(rules.get(1).when().exitCode())
                .isEqualTo(new ExitCodes(List.of(new NumberRange(2, 2), new NumberRange(64, 78)), true));
        assertThat(rules.get(1).counted()).isTrue();
    }

    @Test
    void readsEveryKeyOfACondition() {
        Condition when = read("""
                version: 1
                policies:
                  - name: a
                    rules:
                      - name: r
                        then: fail
                        when:
                          launchType: FARGATE
                          capacityProvider: [FARGATE_SPOT, spot-*]
                          attempt: [1, 2-4, 48-]
                          started: false
                          cluster: prod-*
                          family: etl-*
                          group: nightly
                          startedBy: events-rule/*
                          tags: {team: data-*}
                          not: {exitCode: none, tags: {retry: never}}
                """).policies().getFirst().rules().getFirst().when();

        assertThat(when.launchType()).containsExactly(new Glob("FARGATE"));
        assertThat(when.capacityProvider()).containsExactly(new Glob("FARGATE_SPOT"), new Glob("spot-*"));
        assertThat(when.attempt())
                .containsExactly(new NumberRange(1, 1), new NumberRange(2, 4), new NumberRange(48, 50));
        assertThat(when.started()).isFalse();
        assertThat(when.task())
                .isEqualTo(new Match(
                        List.of(new Glob("prod-*")),
                        List.of(new Glob("etl-*")),
                        List.of(new Glob("nightly")),
                        List.of(new Glob("events-rule/*")),
                        Map.of("team", List.of(new Glob("data-*")))));
        assertThat(when.not().exitCode()).isEqualTo(new ExitCodes(List.of(), true));
        assertThat(when.not().task().tags()).containsExactly(Map.entry("retry", List.of(new Glob("never"))));
        assertThat(when.not().not()).isNull();
    }

    @Test
    void completesARulesBackoffFromThePolicy() {
        assertThat(read(FULL).policies().getFirst().rules().get(2).backoff())
                .isEqualTo(new Backoff(Duration.ofMinutes(1), 1.5, Duration.ofMinutes(15), Jitter.EQUAL));
    }

    @Test
    void needsOnlyTheName() {
        assertThat(read("{version: 1, policies: [{name: simple}]}").policies())
                .containsExactly(new Policy(
                        "simple",
                        Mode.ACT,
                        Match.EVERYTHING,
                        null,
                        3,
                        Duration.ofHours(24),
                        Duration.ofHours(24),
                        new Backoff(Duration.ofSeconds(15), 2, Duration.ofMinutes(10), Jitter.FULL),
                        null,
                        null,
                        LaunchParameters.NOTHING,
                        Learn.AUTO,
                        List.of(),
                        Otherwise.RETRY_UNSTARTED,
                        Set.of(
                                Outcome.FAILED,
                                Outcome.EXHAUSTED,
                                Outcome.EXPIRED,
                                Outcome.UNLAUNCHABLE,
                                Outcome.RECOVERED),
                        AnnounceLimit.DEFAULT,
                        Metrics.TOTAL));
    }

    @Test
    void readsJsonToo() {
        String json = """
                {"version": 1, "policies": [
                \t{"name": "simple", "attempts": 2, "backoff": {"interval": "1m", "rate": 1},
                \t "rules": [{"name": "r", "when": {"causeKind": ["transient"], "exitCode": [1]}, "then": "retry"}]}]}
                """;
        String yaml = """
                version: 1
                policies:
                  - name: simple
                    attempts: 2
                    backoff: {interval: 1m, rate: 1}
                    rules:
                      - name: r
                        when: {causeKind: transient, exitCode: 1}
                        then: retry
                """;

        assertThat(read(json)).isEqualTo(read(yaml));
        assertThat(read(json).policies().getFirst().rules().getFirst().when().causeKind())
                .containsExactly(CauseKind.TRANSIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1073741819", "3221225477", "0xC0000005", "0xc0000005", "-1073741819--1073741819"})
    void readsEveryFormOfAWindowsExitCode(String code) {
        assertThat(read("{version: 1, policies: [{name: a, rules: [{name: r, when: {exitCode: " + code
                                + "}, then: succeed}]}]}")
                        .policies()
                        .getFirst()
                        .rules()
                        .getFirst()
                        .when()
                        .exitCode())
                .isEqualTo(new ExitCodes(List.of(new NumberRange(3221225477L, 3221225477L)), false));
    }

    @Test
    void readsLeadingZerosAsDecimal() {
        assertThat(
                        read("{version: 1, policies: [{name: a, rules: [{name: r, when: {exitCode: 010-012}, then: fail}]}]}")
                                .policies()
                                .getFirst()
                                .rules()
                                .getFirst()
                                .when()
                                .exitCode())
                .isEqualTo(new ExitCodes(List.of(new NumberRange(10, 12)), false));
    }

    @Test
    void allowsNoDeadline() {
        assertThat(read("{version: 1, policies: [{name: a, deadline: none}]}")
                        .policies()
                        .getFirst()
                        .deadline())
                .isNull();
    }

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
    void saysWhatIsAllowed(String line, String problem) {
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

    @Test
    void theBuiltInPolicySurvivesAnOutageOfAnHour() {
        Rule patience = builtInRule("patience");
        Duration least = Duration.ZERO;
        for (int retry = 1; retry < patience.attempts(); retry++) {
            least = least.plus(patience.backoff().delay(retry, 0));
        }

        assertThat(least).isGreaterThan(Duration.ofMinutes(65));
        assertThat(patience.counted()).isFalse();
        assertThat(patience.when().cause())
                .extracting(Glob::pattern)
                .contains("capacity", "image-network", "registry-server-error", "api-server-error");
    }

    /** A job has at most 50 tasks, so their delays must fill the day that the deadline allows. */
    @Test
    void theBuiltInPolicyGivesNoJobUpForThrottlingBeforeItsDeadline() {
        Rule throttled = builtInRule("throttled");
        Duration typical = Duration.ZERO;
        for (int retry = 1; retry < AttemptId.MAX_NUMBER; retry++) {
            typical = typical.plus(throttled.backoff().delay(retry, 0.5));
        }

        assertThat(typical)
                .isGreaterThan(PolicyFile.builtIn().policies().getFirst().deadline());
        assertThat(throttled.attempts()).isNull();
        assertThat(throttled.counted()).isFalse();
        assertThat(throttled.when().cause()).extracting(Glob::pattern).containsExactly("throttling", "image-throttled");
    }

    private static Rule builtInRule(String name) {
        return PolicyFile.builtIn().policies().getFirst().rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
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

    private static PolicySet read(String text) {
        return PolicyFile.read("p.yaml", text, CAUSES);
    }

    private static List<String> errors(String text) {
        InvalidYamlException thrown = catchThrowableOfType(InvalidYamlException.class, () -> read(text));
        assertThat(thrown).isNotNull();
        return thrown.problems().stream().map(FileProblem::toString).toList();
    }
}
