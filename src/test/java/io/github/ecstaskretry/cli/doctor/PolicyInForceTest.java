package io.github.ecstaskretry.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.format.policy.PolicyFile;
import io.github.ecstaskretry.format.policy.PolicyVersion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyInForceTest {

    private static final String LAYER = "layer ecs-task-retry-policy:7";

    @Test
    void namesThePoliciesOfAValidFile() {
        assertThat(read(TestPolicies.PATIENT))
                .isEqualTo(new PolicyInForce(
                        LAYER,
                        PolicyVersion.of(TestPolicies.PATIENT),
                        PolicyFile.read("a file", TestPolicies.PATIENT, Set.of()),
                        List.of(),
                        List.of(),
                        List.of()));
        assertThat(read(TestPolicies.PATIENT).policies()).containsExactly("patient");
    }

    @Test
    void listsTheErrorsAndLinesOfARefusedFile() {
        String text = "version: 1\npolicies:\n  - name: patient\n    attempts: many\n    otherwise: perhaps\n";

        PolicyInForce policy = read(text);

        assertThat(policy.errors())
                .hasSize(2)
                .satisfiesExactlyInAnyOrder(
                        error -> assertThat(error).startsWith("line 4: policies[0].attempts: "),
                        error -> assertThat(error).startsWith("line 5: policies[0].otherwise: "));
        assertThat(policy.policies()).isEmpty();
        assertThat(policy.version()).isEqualTo(PolicyVersion.of(text));
    }

    @Test
    void anErrorOfTheWholeFileHasNoPath() {
        assertThat(read("version: [\n").errors())
                .singleElement()
                .asString()
                .matches("line \\d+: [^:]+.*")
                .doesNotContain(": : ");
    }

    @Test
    void warnsOfSettingsWithoutEffect() {
        PolicyInForce policy = read(TestPolicies.patientWith("rules: [{name: one, when: {exitCode: 1}, then: fail},"
                + " {name: two, when: {exitCode: 1}, then: retry}]"));

        assertThat(policy.errors()).isEmpty();
        assertThat(policy.policies()).containsExactly("patient");
        assertThat(policy.warnings())
                .containsExactly(
                        "policies[0].rules[1]: Rule 'two' never applies, because rule 'one' before it matches every stop that it would match."
                                + " Move it before 'one', or remove one of the two.");
    }

    @Test
    void namesPoliciesThatOnlyObserve() {
        PolicyInForce policy = read("""
                version: 1
                policies:
                  - {name: tried, mode: observe, match: {family: a-*}}
                  - {name: trusted}
                """);

        assertThat(policy.policies()).containsExactly("tried", "trusted");
        assertThat(policy.observing()).containsExactly("tried");
    }

    @Test
    void usesTheBuiltInPolicyWithoutAFile() {
        assertThat(PolicyInForce.builtIn())
                .isEqualTo(new PolicyInForce(
                        "no file", "built-in", PolicyFile.builtIn(), List.of(), List.of(), List.of()));
    }

    private static PolicyInForce read(String text) {
        return PolicyInForce.read(LAYER, text);
    }
}
