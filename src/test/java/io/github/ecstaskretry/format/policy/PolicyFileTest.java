package io.github.ecstaskretry.format.policy;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.policy.Rule.Action;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest extends PolicyFileFixture {

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
}
