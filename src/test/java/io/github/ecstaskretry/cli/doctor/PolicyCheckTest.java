package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {

    private static final String PART = "policy";
    private static final String FILE = "layer ecs-task-retry-policy:7, version 0a1b2c3d4e5f";
    private static final String EDIT =
            "correct sam/policy/retry-policy.yaml ('ecs-retry policy check' says where), then run 'sam deploy'";

    @Test
    void namesLayerVersionAndPoliciesOfTheFile() {
        assertThat(of(policy(List.of(), List.of(), List.of())))
                .isEqualTo(CheckResult.ok(PART, FILE + ": scheduled, ad-hoc"));
    }

    @Test
    void namesPoliciesThatOnlyObserve() {
        assertThat(of(policy(List.of("ad-hoc"), List.of(), List.of())))
                .isEqualTo(CheckResult.ok(PART, FILE + ": scheduled, ad-hoc; only observing: ad-hoc"));
    }

    @Test
    void reportsARefusedPolicyFile() {
        assertThat(of(policy(List.of(), List.of("line 1: version: …", "line 2: policies: …"), List.of())))
                .isEqualTo(CheckResult.broken(
                        PART,
                        FILE + ", is refused and every event fails: line 1: version: …; line 2: policies: …",
                        EDIT));
    }

    @Test
    void warnsOfSettingsWithoutEffect() {
        assertThat(of(policy(List.of(), List.of(), List.of("Rule 'a' is never asked.", "Rule 'b' is never asked."))))
                .isEqualTo(
                        CheckResult.warning(PART, FILE + ": Rule 'a' is never asked. Rule 'b' is never asked.", EDIT));
    }

    /** A later layer's file would come over it; tools that come as layers have none. */
    @Test
    void namesAnUnreadableLayerButReportsNoFault() {
        PolicyInForce policy =
                policy(List.of(), List.of(), List.of()).under(List.of("layer insights:3", "layer agent:1"));

        assertThat(of(policy))
                .isEqualTo(
                        CheckResult.ok(
                                PART,
                                FILE
                                        + " (unless the layer insights:3, layer agent:1, which could not be read, has one as well): scheduled, ad-hoc"));
    }

    @Test
    void reportsAMissingPolicyFile() {
        assertThat(new HealthyDeployment().withPolicy(absent()).onlyFinding(PART))
                .isEqualTo(CheckResult.broken(
                        PART,
                        "no layer of the function has the file that RETRY_POLICY names: every event fails",
                        "'sam deploy' publishes the layer of sam/policy; " + CheckResults.REVERT_DRIFT));
    }

    private static CheckResult of(PolicyInForce policy) {
        return new HealthyDeployment().withPolicy(found(policy)).onlyFinding(PART);
    }
}
