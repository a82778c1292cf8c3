package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds parts of a policy file that are allowed but useless: rules and policies that something before them makes unreachable, globs
 * that match no name, deadlines and attempts that contradict each other. Each warning can be proved from the file and from AWS's
 * documented limits; if there is doubt, there is no warning.
 */
public final class PolicyLint {

    private PolicyLint() {}

    /**
     * Every warning, in the order of the policies.
     *
     * @param catalogue the catalogue whose causes the rules name
     */
    public static List<PolicyWarning> warnings(PolicySet policies, Catalogue catalogue) {
        Coverage coverage = Coverage.of(catalogue);
        List<PolicyWarning> warnings = new ArrayList<>();
        List<Policy> all = policies.policies();
        for (int index = 0; index < all.size(); index++) {
            LintedPolicy linted = new LintedPolicy(all.get(index), "policies[" + index + "]", warnings);
            shadowed(linted, all.subList(0, index));
            ImpossibleNames.check(linted);
            ImpossibleRules.check(linted, coverage);
            ShadowedRules.check(linted, coverage);
            UnreachableAttempts.check(linted);
        }
        return warnings;
    }

    private static void shadowed(LintedPolicy linted, List<Policy> before) {
        Policy policy = linted.policy();
        before.stream()
                .filter(earlier -> Coverage.covers(earlier.match(), policy.match()))
                .findFirst()
                .ifPresent(earlier -> linted.warn(
                        linted.path(),
                        "Policy '" + policy.name() + "' adopts no task, because policy '" + earlier.name()
                                + "' before it adopts every task that it matches.",
                        "Move it before '" + earlier.name() + "', or narrow the match of '" + earlier.name() + "'."));
    }
}
