package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Rules that take nothing, because a rule before them takes every stop that they would take. */
final class ShadowedRules {

    private ShadowedRules() {}

    static void check(LintedPolicy linted, Coverage coverage) {
        for (LintedPolicy.OwnRule own : linted.ownRules()) {
            shadow(linted, own.rule(), coverage)
                    .ifPresent(earlier -> linted.warn(
                            own.path(),
                            "Rule '" + own.rule().name() + "' takes nothing, because rule '" + earlier.name()
                                    + "' before it takes every stop that it would take.",
                            "Move it before '" + earlier.name() + "', or remove one of the two."));
        }
        List<Rule> rules = linted.policy().rules();
        Set<String> presets = new LinkedHashSet<>();
        rules.stream().map(Rule::preset).filter(Objects::nonNull).forEach(presets::add);
        presets.stream()
                .filter(preset -> rules.stream()
                        .filter(rule -> preset.equals(rule.preset()))
                        .allMatch(rule -> shadow(linted, rule, coverage).isPresent()))
                .forEach(preset -> linted.warn(
                        linted.path() + ".presets",
                        "Preset '" + preset
                                + "' does nothing, because rules before it take every stop that it would take.",
                        "Remove the preset or those rules."));
    }

    /** The first rule that covers this one; none if this one takes nothing anyway. */
    private static Optional<Rule> shadow(LintedPolicy linted, Rule rule, Coverage coverage) {
        List<Rule> rules = linted.policy().rules();
        Condition when = Coverage.within(linted.policy().match(), rule.when());
        return rules.subList(0, rules.indexOf(rule)).stream()
                .filter(earlier -> !coverage.failures(when).isEmpty())
                .filter(earlier -> coverage.covers(earlier.when(), when))
                .findFirst();
    }
}
