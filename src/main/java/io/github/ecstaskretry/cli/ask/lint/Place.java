package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Rule;
import java.util.List;

/**
 * A policy and where it stands.
 *
 * @param policy the policy
 * @param path such as {@code policies[0]}
 */
record Place(Policy policy, String path) {

    /** A rule that the policy itself declares. */
    record OwnRule(Rule rule, String path) {}

    /** The policy's own rules; those of presets are not its author's to correct. */
    List<OwnRule> ownRules() {
        return policy.rules().stream()
                .filter(rule -> rule.preset() == null)
                .map(rule -> new OwnRule(rule, path + ".rules[" + policy.rules().indexOf(rule) + "]"))
                .toList();
    }

    /** A warning about a place inside the policy. */
    PolicyWarning warning(String where, String what, String fix) {
        return new PolicyWarning(policy.name(), where, what, fix);
    }
}
