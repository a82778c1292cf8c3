package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.policy.Action;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.DidYouMean;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one rule of a policy. */
final class PolicyRuleReader {

    private static final List<String> ONLY_FOR_RETRY = List.of("attempts", "backoff", "counted");
    private static final List<String> NEGATED_KEYS =
            Condition.KEYS.stream().filter(key -> !key.equals("not")).toList();

    private final Set<String> causes;

    PolicyRuleReader(Set<String> causes) {
        this.causes = causes;
    }

    /**
     * One rule.
     *
     * @param value where it stands
     * @param names of the rules before it; its own is added
     * @param policys the backoff that its own is completed from
     */
    Rule read(PolicyValue value, Set<String> names, Backoff policys) {
        PolicyMap rule = value.map("name", "when", "then", "attempts", "backoff", "counted");
        PolicyValue then = rule.get("then");
        if (then.isAbsent()) {
            then.wrong("is missing: expected retry or fail");
        }
        Action verdict = then.choice(PolicyFile.VERDICTS, Action.RETRY);
        if (verdict == Action.FAIL) {
            refuseWhatOnlyRetriesHave(rule);
        }
        PolicyValue attempts = rule.get("attempts");
        PolicyValue backoff = rule.get("backoff");
        return new Rule(
                PolicyFile.name(rule.get("name"), names),
                null,
                condition(rule.get("when")),
                verdict,
                attempts.isAbsent() ? null : (Integer) attempts.integer(1, AttemptId.MAX_NUMBER, 1),
                backoff.isAbsent() ? null : PolicyFile.backoff(backoff, policys),
                rule.get("counted").bool(true));
    }

    private static void refuseWhatOnlyRetriesHave(PolicyMap rule) {
        for (String key : ONLY_FOR_RETRY) {
            PolicyValue value = rule.get(key);
            if (!value.isAbsent()) {
                value.wrong("only a rule with then: retry has " + key);
            }
        }
    }

    private Condition condition(PolicyValue value) {
        PolicyMap when = value.map(Condition.KEYS);
        if (when.isEmpty()) {
            value.wrong("expected at least one of " + String.join(", ", Condition.KEYS)
                    + ": what every stop meets is said by otherwise");
        }
        Condition.KEYS.stream().map(when::get).forEach(PolicyValue::refuseEmpty);
        return condition(when, not(when.get("not")));
    }

    private Condition condition(PolicyMap when, @Nullable Condition not) {
        PolicyValue started = when.get("started");
        return new Condition(
                causes(when.get("cause")),
                kinds(when.get("causeKind")),
                PolicyFile.globs(when.get("stopCode"), "a stop code such as TaskFailedToStart"),
                when.get("container").text("a container's name").orElse(null),
                PolicyNumbers.exitCodes(when.get("exitCode")),
                PolicyFile.globs(when.get("reason"), "a glob of a reason such as \"*connection reset*\""),
                PolicyFile.globs(when.get("launchType"), "a launch type such as FARGATE"),
                PolicyFile.globs(when.get("capacityProvider"), "a glob of capacity providers such as FARGATE_SPOT"),
                PolicyNumbers.attempts(when.get("attempt")),
                started.isAbsent() ? null : (Boolean) started.bool(false),
                PolicyFile.tasks(when),
                not);
    }

    /** A negation has no negation of its own. */
    private @Nullable Condition not(PolicyValue value) {
        if (value.isAbsent()) {
            return null;
        }
        PolicyMap not = value.map(NEGATED_KEYS);
        if (not.isEmpty()) {
            return null;
        }
        NEGATED_KEYS.stream().map(not::get).forEach(PolicyValue::refuseEmpty);
        return condition(not, null);
    }

    /** A glob that fits no cause of the catalogue would never take anything. */
    private List<Glob> causes(PolicyValue value) {
        for (PolicyValue element : value.list()) {
            Optional<String> text = element.text("a cause such as spot-interruption");
            if (text.isPresent() && causes.stream().noneMatch(new Glob(text.get())::matches)) {
                element.wrong("there is no cause '" + text.get() + "'"
                        + DidYouMean.hint(text.get(), causes.stream().sorted().toList())
                        + "; the causes are those of the failure catalogue");
            }
        }
        return PolicyFile.globs(value, "a cause such as spot-interruption");
    }

    private static Set<CauseKind> kinds(PolicyValue value) {
        Set<CauseKind> kinds = EnumSet.noneOf(CauseKind.class);
        value.list().forEach(element -> kinds.add(element.choice(PolicyFile.causeKinds(), CauseKind.TRANSIENT)));
        return kinds;
    }
}
