package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Rule;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A policy that is checked.
 *
 * @param path its place in the file, such as {@code policies[0]}
 * @param warnings where warnings about it go
 */
record LintedPolicy(Policy policy, String path, List<PolicyWarning> warnings) {

    /** A rule that the policy itself declares, and its place in the file. */
    record OwnRule(Rule rule, String path) {}

    /** The policy's own rules, which come before those of its presets. Its author cannot correct a preset. */
    List<OwnRule> ownRules() {
        List<Rule> rules = policy.rules();
        return IntStream.range(0, rules.size())
                .filter(index -> rules.get(index).preset() == null)
                .mapToObj(index -> new OwnRule(rules.get(index), path + ".rules[" + index + "]"))
                .toList();
    }

    void warn(String where, String what, String fix) {
        warnings.add(new PolicyWarning(policy.name(), where, what, fix));
    }
}
