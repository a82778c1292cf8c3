package io.github.ecstaskretry.format.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.HostileText;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader reads any text or refuses it with its mistakes, within bounds of time and memory. */
class PolicyFuzzTest {

    private static final ObjectNode WHOLE = (ObjectNode) Json.read("""
            {
              "version": 1,
              "policies": [{
                "name": "nightly-etl",
                "mode": "act",
                "match": {"cluster": ["prod-*"], "family": ["etl-*"], "group": ["g"], "startedBy": ["s"], "tags": {"team": "data"}},
                "container": "app",
                "attempts": 4,
                "deadline": "6h",
                "backoff": {"interval": "15s", "rate": 2, "maxDelay": "10m", "jitter": "full"},
                "network": {"subnets": ["subnet-0a"], "securityGroups": ["sg-0a"], "assignPublicIp": false},
                "launch": {"copyTags": true, "volumeConfigurations": [{"name": "data", "managedEBSVolume": {"sizeInGiB": 10}}]},
                "rules": [
                  {"name": "spot", "when": {"cause": "spot-interruption"}, "then": "retry", "attempts": 20, "counted": false},
                  {"name": "bad-input", "when": {"container": "app", "exitCode": [2, "64-78"]}, "then": "fail"},
                  {"name": "vpn", "when": {"reason": ["*reset*"], "attempt": "2-"}, "then": "retry", "backoff": {"interval": "1m"}},
                  {"name": "more", "when": {"exitCode": 137}, "then": "retry", "memory": {"factor": 1.5, "max": 8192}, "avoid": ["zone", "host"],
                   "launch": {"capacityProviderStrategy": [{"capacityProvider": "FARGATE"}]}}
                ],
                "presets": ["spot"],
                "otherwise": "fail",
                "announce": ["FAILED", "EXHAUSTED"]
              }]
            }
            """);

    private static final Set<String> CAUSES = CatalogueYaml.builtIn().ids();

    @Test
    void readsOrRefusesAnyValueAtAnyPlace() {
        HostileText.withinBounds(() -> HostileText.variants(WHOLE).forEach(policy -> readOrRefused(policy.toString())));
    }

    @Property(tries = 300)
    void readsOrRefusesSeveralChanges(@ForAll("mutations") List<HostileText.Mutation> mutations) {
        HostileText.withinBounds(
                () -> readOrRefused(HostileText.mutated(WHOLE, mutations).toString()));
    }

    @Property(tries = 300)
    void readsOrRefusesADamagedText(@ForAll("damaged") byte[] policy) {
        HostileText.withinBounds(() -> readOrRefused(new String(policy, StandardCharsets.UTF_8)));
    }

    @Property(tries = 300)
    void refusesNoise(@ForAll("noise") byte[] noise) {
        HostileText.withinBounds(() -> readOrRefused(new String(noise, StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @MethodSource
    void refusesATextThatWouldGrow(String policy) {
        HostileText.withinBounds(() -> assertThatThrownBy(() -> read(policy))
                .isInstanceOf(InvalidYamlException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(100_000)));
    }

    static List<String> refusesATextThatWouldGrow() {
        return List.of(
                "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]",
                "&loop [*loop]",
                "a: &a {b: 1}\nc: {<<: *a}",
                HostileText.nestedText(100_000),
                "{a: ".repeat(50_000),
                "- ".repeat(50_000) + "x",
                "? ".repeat(50_000) + "x",
                "version: 1\npolicies: " + "[1,".repeat(15) + "1" + "]".repeat(15),
                "x".repeat(10_000_000),
                "k: v\n".repeat(50_000),
                "version: 1\npolicies: [" + "{name: a},".repeat(10_000) + "]",
                "version: 1\npolicies: [" + "{},".repeat(20_000) + "]",
                "version: 1\npolicies: [{name: " + "a".repeat(200_000) + "}]",
                "version: 1\npolicies: [{name: a, " + "unknown: 1, ".repeat(15_000) + "}]",
                "version: !!java.net.URL [http://127.0.0.1/]\npolicies: []",
                "%YAML 9.9\n---\nversion: 1",
                "version: 1\n---\nversion: 1",
                "version: 1" + "0".repeat(100_000) + "\npolicies: []",
                "\u0000\ud800");
    }

    @Provide
    Arbitrary<List<HostileText.Mutation>> mutations() {
        return HostileText.mutations();
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        return HostileText.damaged(WHOLE.toString());
    }

    @Provide
    Arbitrary<byte[]> noise() {
        return HostileText.noise();
    }

    private static void readOrRefused(String policy) {
        try {
            read(policy);
        } catch (InvalidYamlException declared) {
            assertThat(declared.getMessage()).isNotBlank();
        }
    }

    private static void read(String policy) {
        PolicyFile.read("fuzz.yaml", policy, CAUSES);
    }
}
