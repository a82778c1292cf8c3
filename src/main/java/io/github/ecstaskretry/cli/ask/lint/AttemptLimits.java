package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Action;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.task.AttemptId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Attempts that a rule promises or waits for, and that never come. */
final class AttemptLimits {

    private AttemptLimits() {}

    static List<PolicyWarning> warnings(Place place) {
        List<PolicyWarning> warnings = new ArrayList<>();
        place.ownRules().forEach(own -> {
            beyondThePolicy(place, own, warnings);
            beyondTheCondition(place, own, warnings);
            tooLate(place, own, warnings);
        });
        return warnings;
    }

    private static void beyondThePolicy(Place place, Place.OwnRule own, List<PolicyWarning> warnings) {
        Rule rule = own.rule();
        int most = place.policy().attempts();
        boolean retries = rule.then() == Action.RETRY && rule.counted();
        if (retries && most == 1) {
            warnings.add(place.warning(
                    own.path(),
                    "Rule '" + rule.name() + "' says retry, and nothing is ever tried again: the policy's attempts, the"
                            + " first included, are 1.",
                    "Raise the policy's attempts, or add counted: false to the rule."));
        } else if (retries && rule.attempts() != null && rule.attempts() > most) {
            warnings.add(place.warning(
                    own.path() + ".attempts",
                    "Rule '" + rule.name() + "' allows " + rule.attempts() + " attempts, and the policy's " + most
                            + " are spent before.",
                    "Add counted: false to the rule, or raise the policy's attempts."));
        }
    }

    private static void beyondTheCondition(Place place, Place.OwnRule own, List<PolicyWarning> warnings) {
        Rule rule = own.rule();
        int taken = NumberSets.attempts(rule.when().attempt()).size();
        if (rule.attempts() != null && rule.attempts() > taken) {
            warnings.add(place.warning(
                    own.path() + ".attempts",
                    "Rule '" + rule.name() + "' allows " + rule.attempts()
                            + " attempts, and its when.attempt takes only " + taken + " of a job.",
                    "Widen when.attempt, or leave attempts out."));
        }
    }

    private static void tooLate(Place place, Place.OwnRule own, List<PolicyWarning> warnings) {
        Set<Integer> waitedFor = NumberSets.attempts(own.rule().when().attempt());
        int most = mostTasks(place.policy());
        if (!waitedFor.isEmpty() && Collections.min(waitedFor) > most) {
            warnings.add(place.warning(
                    own.path() + ".when.attempt",
                    "Rule '" + own.rule().name() + "' takes nothing: a job of this policy has at most " + most
                            + " attempts.",
                    "Lower when.attempt, or raise the policy's attempts."));
        }
    }

    /** An upper bound: the counted attempts, and those that each uncounted rule allows. */
    private static int mostTasks(Policy policy) {
        int uncounted = policy.rules().stream()
                .filter(rule -> !rule.counted())
                .mapToInt(rule -> rule.attempts() == null ? AttemptId.MAX_NUMBER : rule.attempts())
                .sum();
        return Math.min(AttemptId.MAX_NUMBER, policy.attempts() + uncounted);
    }
}
