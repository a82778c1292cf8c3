package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Rules that are never asked, because one before them takes all that they would take. */
final class RuleOrder {

    private RuleOrder() {}

    static List<PolicyWarning> warnings(Place place, Coverage coverage) {
        List<PolicyWarning> warnings = new ArrayList<>();
        for (Place.OwnRule own : place.ownRules()) {
            taker(place, own.rule(), coverage)
                    .ifPresent(taker -> warnings.add(place.warning(
                            own.path(),
                            "Rule '" + own.rule().name() + "' is never asked: rule '" + taker.name()
                                    + "' before it takes all that it would take.",
                            "Put it before '" + taker.name() + "', or take one of the two out.")));
        }
        warnings.addAll(presets(place, coverage));
        return warnings;
    }

    /** A preset is in vain when none of its rules is ever asked. */
    private static List<PolicyWarning> presets(Place place, Coverage coverage) {
        Set<String> presets = new LinkedHashSet<>();
        place.policy().rules().stream()
                .map(Rule::preset)
                .filter(Objects::nonNull)
                .forEach(presets::add);
        return presets.stream()
                .filter(preset -> place.policy().rules().stream()
                        .filter(rule -> preset.equals(rule.preset()))
                        .allMatch(rule -> taker(place, rule, coverage).isPresent()))
                .map(preset -> place.warning(
                        place.path() + ".presets",
                        "Preset '" + preset + "' does nothing: rules before it take all that it would take.",
                        "Take it out, or those rules."))
                .toList();
    }

    /** The first rule before this one that takes all that it would take; none when it takes nothing anyway. */
    private static Optional<Rule> taker(Place place, Rule rule, Coverage coverage) {
        List<Rule> rules = place.policy().rules();
        Condition when = Coverage.within(place.policy().match(), rule.when());
        return rules.subList(0, rules.indexOf(rule)).stream()
                .filter(earlier -> !coverage.failures(when).isEmpty())
                .filter(earlier -> coverage.covers(earlier.when(), when))
                .findFirst();
    }
}
