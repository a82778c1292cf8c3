package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Match;
import io.github.ecstaskretry.core.policy.Pace;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Metrics;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds parts of a policy file that are allowed but useless: rules and policies that an earlier one makes unreachable, globs that match
 * no name, deadlines and attempts that contradict each other. The file and AWS's documented limits prove each warning.
 */
public final class PolicyLint {

    private final List<Warning> warnings = new ArrayList<>();
    private final Coverage coverage;

    /**
     * A part of a policy that has no effect, or not the effect that it seems to have, at a path such as {@code
     * policies[0].rules[1].when}.
     */
    public record Warning(String policy, String path, String what, String fix) {
        @Override
        public String toString() {
            return path + ": " + what + " " + fix;
        }
    }

    private PolicyLint(Coverage coverage) {
        this.coverage = coverage;
    }

    /** Every warning, in the order of the policies. The rules name causes of the catalogue. */
    public static List<Warning> warnings(PolicySet policies, Catalogue catalogue) {
        PolicyLint lint = new PolicyLint(Coverage.of(catalogue));
        List<Policy> all = policies.policies();
        for (int index = 0; index < all.size(); index++) {
            Linted linted = new Linted(all.get(index), "policies[" + index + "]", lint.warnings);
            shadowedPolicy(linted, all.subList(0, index));
            ImpossibleNames.check(linted);
            linted.ownRules().forEach(lint::impossibleRule);
            linted.ownRules().forEach(lint::shadowedRule);
            linted.ownRules().forEach(PolicyLint::uselessAnnounce);
            linted.ownRules().forEach(own -> UselessChanges.check(own, lint.coverage));
            lint.shadowedPresets(linted);
            uselessPace(linted);
            uselessAnnounceLimit(linted);
            metricsOfEveryFamily(linted);
            UnreachableAttempts.check(linted);
        }
        return lint.warnings;
    }

    /** A policy, its path in the file, such as {@code policies[0]}, and the list that collects its warnings. */
    record Linted(Policy policy, String path, List<Warning> warnings) {

        /** The policy's own rules, which come before those of its presets. Its author cannot correct a preset. */
        List<OwnRule> ownRules() {
            List<Rule> rules = policy.rules();
            return IntStream.range(0, rules.size())
                    .filter(index -> rules.get(index).preset() == null)
                    .mapToObj(index -> new OwnRule(this, rules.get(index), path + ".rules[" + index + "]"))
                    .toList();
        }

        void warn(String where, String what, String fix) {
            warnings.add(new Warning(policy.name(), where, what, fix));
        }
    }

    /** A rule that the policy itself declares, and its place in the file. */
    record OwnRule(Linted linted, Rule rule, String path) {

        void warn(String key, String what, String fix) {
            linted.warn(path + key, "Rule '" + rule.name() + "' " + what + ".", fix);
        }
    }

    private static void shadowedPolicy(Linted linted, List<Policy> before) {
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

    private static void uselessPace(Linted linted) {
        Pace pace = linted.policy().pace();
        Duration deadline = linted.policy().deadline();
        if (pace == null) {
            return;
        }
        if (pace.interval().compareTo(Pace.RUN_TASK_QUOTA.interval()) < 0) {
            linted.warn(
                    linted.path() + ".pace",
                    "The pace is faster than RunTask allows on Fargate, which is 20 launches a second.",
                    "Lower launches, so that your own launches keep a part of the quota.");
        }
        if (deadline != null && pace.interval().compareTo(deadline) > 0) {
            linted.warn(
                    linted.path() + ".pace",
                    "The time between two launches, " + DurationText.format(pace.interval())
                            + ", is longer than the deadline of " + DurationText.format(deadline)
                            + ", so that most retries cannot wait for their slot.",
                    "Raise launches, or lengthen the deadline.");
        }
    }

    private static void uselessAnnounce(OwnRule own) {
        Set<Outcome> announced = own.rule().announce();
        if (announced == null) {
            return;
        }
        Set<Outcome> possible = own.rule().then().outcomes();
        announced.stream()
                .filter(outcome -> !possible.contains(outcome))
                .sorted()
                .forEach(outcome -> own.warn(
                        ".announce",
                        "never ends a job " + outcome,
                        "Remove " + outcome + "; this rule can end a job "
                                + possible.stream().sorted().map(Outcome::name).collect(Collectors.joining(", "))
                                + "."));
    }

    private static void uselessAnnounceLimit(Linted linted) {
        Policy policy = linted.policy();
        boolean announces = !policy.announce().isEmpty()
                || policy.rules().stream().map(Rule::announce).anyMatch(ends -> ends != null && !ends.isEmpty());
        if (!announces && !AnnounceLimit.DEFAULT.equals(policy.announceLimit())) {
            linted.warn(
                    linted.path() + ".announceLimit",
                    "The limit never applies, because the policy announces no end of a job.",
                    "Remove it, or announce ends.");
        }
    }

    /** A policy that names the glob {@code *} as its family says that it means every family. */
    private static void metricsOfEveryFamily(Linted linted) {
        if (linted.policy().metrics() == Metrics.FAMILY
                && linted.policy().match().family().isEmpty()) {
            linted.warn(
                    linted.path() + ".metrics",
                    "Every family of the watched clusters gets metrics of its own, and CloudWatch charges for each.",
                    "Name the families in match, with family: ['*'] if you mean all, or remove metrics.");
        }
    }

    /** A rule whose conditions contradict each other or the match of its policy. */
    private void impossibleRule(OwnRule own) {
        Condition when = own.rule().when();
        Match task = when.task();
        Match match = own.linted().policy().match();
        if (coverage.failures(when).isEmpty()) {
            own.warn(
                    ".when",
                    "never applies: no failure has both its cause and its causeKind; rules are not evaluated for successes",
                    "Correct cause or causeKind.");
        }
        if (when.not() != null && coverage.covers(when.not(), when, match)) {
            own.warn(
                    ".when.not",
                    "never applies: its 'not' excludes every stop that the rule would match",
                    "Narrow not.");
        }
        disjoint(own, "cluster", match.cluster(), task.cluster());
        disjoint(own, "family", match.family(), task.family());
        disjoint(own, "group", match.group(), task.group());
        disjoint(own, "startedBy", match.startedBy(), task.startedBy());
        task.tags()
                .forEach((key, globs) ->
                        disjoint(own, "tags." + key, match.tags().getOrDefault(key, List.of()), globs));
    }

    private static void disjoint(OwnRule own, String key, List<Glob> match, List<Glob> asked) {
        if (!GlobSets.meet(match, asked)) {
            own.warn(
                    ".when." + key,
                    "never applies: no " + key + " matches both the rule and the policy's match." + key,
                    "Correct one of the two, or move the rule to another policy.");
        }
    }

    private void shadowedRule(OwnRule own) {
        shadow(own.linted(), own.rule())
                .ifPresent(earlier -> own.warn(
                        "",
                        "never applies, because rule '" + earlier.name()
                                + "' before it matches every stop that it would match",
                        "Move it before '" + earlier.name() + "', or remove one of the two."));
    }

    private void shadowedPresets(Linted linted) {
        List<Rule> rules = linted.policy().rules();
        rules.stream()
                .map(Rule::preset)
                .filter(Objects::nonNull)
                .distinct()
                .filter(preset -> rules.stream()
                        .filter(rule -> preset.equals(rule.preset()))
                        .allMatch(rule -> shadow(linted, rule).isPresent()))
                .forEach(preset -> linted.warn(
                        linted.path() + ".presets",
                        "Preset '" + preset
                                + "' does nothing, because rules before it match every stop that it would match.",
                        "Remove the preset or those rules."));
    }

    /** The first rule that matches every stop of this rule; empty if this rule never applies anyway. */
    private Optional<Rule> shadow(Linted linted, Rule rule) {
        List<Rule> rules = linted.policy().rules();
        return rules.subList(0, rules.indexOf(rule)).stream()
                .filter(earlier -> !coverage.failures(rule.when()).isEmpty())
                .filter(earlier -> coverage.covers(
                        earlier.when(), rule.when(), linted.policy().match()))
                .findFirst();
    }
}
