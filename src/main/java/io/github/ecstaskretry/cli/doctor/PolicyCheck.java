package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.PolicyInForce;
import java.util.List;

/** The function accepts the policy file that it reads. */
final class PolicyCheck {

    private static final String EDIT =
            "correct sam/policy/retry-policy.yaml ('ecs-retry policy check' says where), then run 'sam deploy'";

    private PolicyCheck() {}

    static List<CheckResult> results(Deployment deployment) {
        CheckResults results = new CheckResults("policy");
        if (deployment.function() instanceof Lookup.Absent<RetryFunction>()) {
            results.unknown("not known without the function");
            return results.orOk("");
        }
        results.read(
                deployment.policy(),
                () -> results.broken(
                        "no layer of the function has the file that RETRY_POLICY names: every event fails",
                        "'sam deploy' publishes the layer of sam/policy; " + Repair.CHANGED),
                policy -> check(policy, results));
        return results.orOk(
                deployment.policy() instanceof Lookup.Found<PolicyInForce>(PolicyInForce policy)
                        ? file(policy) + ": " + String.join(", ", policy.policies())
                                + (policy.observing().isEmpty()
                                        ? ""
                                        : "; only observing: " + String.join(", ", policy.observing()))
                        : "");
    }

    private static void check(PolicyInForce policy, CheckResults results) {
        if (!policy.errors().isEmpty()) {
            results.broken(
                    file(policy) + ", is refused and every event fails: " + String.join("; ", policy.errors()), EDIT);
        } else if (!policy.warnings().isEmpty()) {
            results.warning(file(policy) + ": " + String.join(" ", policy.warnings()), EDIT);
        }
    }

    /** An organisation's tools come as layers, too; none is known to hold a file of this name. */
    private static String file(PolicyInForce policy) {
        return policy.source() + ", version " + policy.version()
                + (policy.unread().isEmpty()
                        ? ""
                        : " (unless the " + String.join(", ", policy.unread())
                                + ", which could not be read, has one as well)");
    }
}
