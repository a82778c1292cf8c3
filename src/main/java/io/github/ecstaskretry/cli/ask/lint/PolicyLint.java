package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for what a policy file says in vain: rules and policies that something before them takes everything from, globs that fit
 * nothing, deadlines that come before the attempts they are to end, attempts that never come. Every warning can be proved from the
 * file and AWS's documented limits; where that is not so, nothing is said.
 */
public final class PolicyLint {

    private PolicyLint() {}

    /**
     * Every warning, policy by policy in the file's order.
     *
     * @param policies as read
     * @param catalogue whose causes the rules name
     */
    public static List<PolicyWarning> warnings(PolicySet policies, Catalogue catalogue) {
        Coverage coverage = Coverage.of(catalogue);
        List<PolicyWarning> warnings = new ArrayList<>();
        for (int index = 0; index < policies.policies().size(); index++) {
            Policy policy = policies.policies().get(index);
            Place place = new Place(policy, "policies[" + index + "]");
            warnings.addAll(PolicyOrder.warnings(place, policies.policies().subList(0, index)));
            warnings.addAll(ImpossibleNames.warnings(place));
            warnings.addAll(ImpossibleRules.warnings(place, coverage));
            warnings.addAll(RuleOrder.warnings(place, coverage));
            warnings.addAll(AttemptLimits.warnings(place));
            warnings.addAll(Deadlines.warnings(place));
        }
        return warnings;
    }
}
