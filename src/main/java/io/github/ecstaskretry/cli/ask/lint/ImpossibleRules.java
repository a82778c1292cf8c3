package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Match;
import java.util.ArrayList;
import java.util.List;

/** Rules whose parts contradict each other, or the match of their policy. */
final class ImpossibleRules {

    private ImpossibleRules() {}

    static List<PolicyWarning> warnings(Place place, Coverage coverage) {
        List<PolicyWarning> warnings = new ArrayList<>();
        for (Place.OwnRule own : place.ownRules()) {
            Condition when = own.rule().when();
            if (coverage.failures(when).isEmpty()) {
                warnings.add(place.warning(
                        own.path() + ".when",
                        "Rule '" + own.rule().name()
                                + "' takes nothing: none of its causes has one of its kinds, or only successes are left,"
                                + " about which no rule is asked.",
                        "Correct cause or causeKind."));
            }
            if (when.not() != null
                    && coverage.covers(
                            when.not(), Coverage.within(place.policy().match(), when))) {
                warnings.add(place.warning(
                        own.path() + ".when.not",
                        "Rule '" + own.rule().name() + "' takes nothing: it excepts all that it asks for.",
                        "Narrow not."));
            }
            warnings.addAll(outsideTheMatch(place, own));
        }
        return warnings;
    }

    private static List<PolicyWarning> outsideTheMatch(Place place, Place.OwnRule own) {
        Match match = place.policy().match();
        Match asked = own.rule().when().task();
        List<PolicyWarning> warnings = new ArrayList<>();
        outside(place, own, "cluster", match.cluster(), asked.cluster(), warnings);
        outside(place, own, "family", match.family(), asked.family(), warnings);
        outside(place, own, "group", match.group(), asked.group(), warnings);
        outside(place, own, "startedBy", match.startedBy(), asked.startedBy(), warnings);
        asked.tags().forEach((key, glob) -> {
            Glob policys = match.tags().get(key);
            if (policys != null) {
                outside(place, own, "tags." + key, List.of(policys), List.of(glob), warnings);
            }
        });
        return warnings;
    }

    private static void outside(
            Place place,
            Place.OwnRule own,
            String key,
            List<Glob> match,
            List<Glob> asked,
            List<PolicyWarning> warnings) {
        if (!GlobSets.meet(match, asked)) {
            warnings.add(place.warning(
                    own.path() + ".when." + key,
                    "Rule '" + own.rule().name() + "' takes nothing: no task that the policy's match." + key
                            + " lets in fits it.",
                    "Correct one of the two, or move the rule to another policy."));
        }
    }
}
