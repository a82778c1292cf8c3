package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Match;
import java.util.List;

/** Rules whose conditions contradict each other or the match of their policy. */
final class ImpossibleRules {

    private ImpossibleRules() {}

    static void check(LintedPolicy linted, Coverage coverage) {
        for (LintedPolicy.OwnRule own : linted.ownRules()) {
            Condition when = own.rule().when();
            Match match = linted.policy().match();
            if (coverage.failures(when).isEmpty()) {
                warn(
                        linted,
                        own,
                        ".when",
                        "no failure has both its cause and its causeKind; rules are not asked about successes",
                        "Correct cause or causeKind.");
            }
            if (when.not() != null && coverage.covers(when.not(), Coverage.within(match, when))) {
                warn(linted, own, ".when.not", "its 'not' excludes every stop that the rule matches", "Narrow not.");
            }
            disjoint(linted, own, "cluster", match.cluster(), when.task().cluster());
            disjoint(linted, own, "family", match.family(), when.task().family());
            disjoint(linted, own, "group", match.group(), when.task().group());
            disjoint(linted, own, "startedBy", match.startedBy(), when.task().startedBy());
            when.task()
                    .tags()
                    .forEach((key, globs) ->
                            disjoint(linted, own, "tags." + key, match.tags().getOrDefault(key, List.of()), globs));
        }
    }

    private static void disjoint(
            LintedPolicy linted, LintedPolicy.OwnRule own, String key, List<Glob> match, List<Glob> asked) {
        if (!GlobSets.meet(match, asked)) {
            warn(
                    linted,
                    own,
                    ".when." + key,
                    "no " + key + " matches both the rule and the policy's match." + key,
                    "Correct one of the two, or move the rule to another policy.");
        }
    }

    private static void warn(LintedPolicy linted, LintedPolicy.OwnRule own, String key, String why, String fix) {
        linted.warn(own.path() + key, "Rule '" + own.rule().name() + "' takes nothing: " + why + ".", fix);
    }
}
