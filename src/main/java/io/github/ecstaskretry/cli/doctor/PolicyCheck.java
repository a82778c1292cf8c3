package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.PolicyInForce;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import java.util.List;

/** The policy file that the function reads is one that it takes. */
final class PolicyCheck {

    private static final String PART = "policy";
    private static final String EDIT =
            "correct sam/policy/retry-policy.yaml ('ecs-retry policy check' says where), then 'sam deploy'";

    private PolicyCheck() {}

    static List<CheckResult> findings(Deployment deployment) {
        if (deployment.function() instanceof Reading.Absent<RetryFunction>()) {
            return List.of(CheckResult.unknown(PART, "not known without the function"));
        }
        return CheckResult.of(
                PART,
                deployment.policy(),
                CheckResult.broken(
                        PART,
                        "no layer of the function has the file that RETRY_POLICY names: every event fails",
                        "'sam deploy' publishes the layer of sam/policy; " + Repair.CHANGED),
                PolicyCheck::findings);
    }

    private static List<CheckResult> findings(PolicyInForce policy) {
        String file = policy.source() + ", version " + policy.version() + unread(policy);
        if (!policy.errors().isEmpty()) {
            return List.of(CheckResult.broken(
                    PART, file + ", is refused and every event fails: " + String.join("; ", policy.errors()), EDIT));
        }
        if (!policy.warnings().isEmpty()) {
            return List.of(CheckResult.warning(PART, file + ": " + String.join(" ", policy.warnings()), EDIT));
        }
        return List.of(CheckResult.ok(
                PART,
                file + ": " + String.join(", ", policy.policies())
                        + (policy.observing().isEmpty()
                                ? ""
                                : "; only observing: " + String.join(", ", policy.observing()))));
    }

    /** Tools that an organisation adds to functions come as layers, too; none is known to have a file of this name. */
    private static String unread(PolicyInForce policy) {
        return policy.unread().isEmpty()
                ? ""
                : " (unless there is one in the " + String.join(", ", policy.unread())
                        + ", which could not be looked into)";
    }
}
