package io.github.ecstaskretry.format;

import io.github.ecstaskretry.classify.CauseKind;
import io.github.ecstaskretry.job.AttemptId;
import io.github.ecstaskretry.policy.Backoff;
import io.github.ecstaskretry.policy.Condition;
import io.github.ecstaskretry.policy.ExitCodes;
import io.github.ecstaskretry.policy.ExitCodes.Range;
import io.github.ecstaskretry.policy.Glob;
import io.github.ecstaskretry.policy.Rule;
import io.github.ecstaskretry.policy.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one rule of a policy. */
final class PolicyRuleReader {

    private static final Pattern EXIT_CODES = Pattern.compile("([0-9]{1,10})(?:-([0-9]{1,10}))?");
    private static final String EXIT_EXPECTED = "an exit code, a range or none, such as 2, 64-78, none";
    private static final List<String> ONLY_FOR_RETRY = List.of("attempts", "backoff", "counted");

    private final Set<String> causes;

    PolicyRuleReader(Set<String> causes) {
        this.causes = causes;
    }

    Rule read(String name, PolicyMap rule, Backoff policys, Map<String, Verdict> verdicts) {
        PolicyValue then = rule.get("then");
        if (then.isAbsent()) {
            then.wrong("is missing: expected retry or fail");
        }
        Verdict verdict = then.choice(verdicts, Verdict.RETRY);
        if (verdict == Verdict.FAIL) {
            refuseWhatOnlyRetriesHave(rule);
        }
        PolicyValue attempts = rule.get("attempts");
        PolicyValue backoff = rule.get("backoff");
        return new Rule(
                name,
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
        PolicyMap when = value.map("cause", "causeKind", "stopCode", "container", "exitCode", "reason");
        if (when.isEmpty()) {
            value.wrong("expected at least one of cause, causeKind, stopCode, container, exitCode, reason:"
                    + " what every stop meets is said by otherwise");
        }
        return new Condition(
                causes(when.get("cause")),
                kinds(when.get("causeKind")),
                PolicyFile.globs(when.get("stopCode"), "a stop code such as TaskFailedToStart"),
                when.get("container").text("a container's name").orElse(null),
                exitCodes(when.get("exitCode")),
                PolicyFile.globs(when.get("reason"), "a glob of a reason such as \"*connection reset*\""));
    }

    /** A glob that fits no cause of the catalogue would never take anything. */
    private List<Glob> causes(PolicyValue value) {
        for (PolicyValue element : value.list()) {
            Optional<String> text = element.text("a cause such as spot-interruption");
            if (text.isPresent() && causes.stream().noneMatch(new Glob(text.get())::matches)) {
                element.wrong("there is no cause '" + text.get() + "'"
                        + NearestKey.hint(text.get(), causes.stream().sorted().toList())
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

    private static @Nullable ExitCodes exitCodes(PolicyValue value) {
        if (value.isAbsent()) {
            return null;
        }
        List<Range> ranges = new ArrayList<>();
        boolean none = false;
        for (PolicyValue element : value.list()) {
            String text = element.text(EXIT_EXPECTED).orElse("");
            none |= text.equals("none");
            if (!text.isEmpty() && !text.equals("none")) {
                range(element, text).ifPresent(ranges::add);
            }
        }
        return new ExitCodes(ranges, none);
    }

    private static Optional<Range> range(PolicyValue element, String text) {
        Matcher matcher = EXIT_CODES.matcher(text);
        if (!matcher.matches()) {
            element.wrong("expected " + EXIT_EXPECTED + "; found '" + text + "'");
            return Optional.empty();
        }
        long from = Long.parseLong(matcher.group(1));
        long to = matcher.group(2) == null ? from : Long.parseLong(matcher.group(2));
        try {
            return Optional.of(new Range(from, to));
        } catch (IllegalArgumentException e) {
            element.wrong("expected exit codes from low to high, up to " + ExitCodes.MAX + "; found '" + text + "'");
            return Optional.empty();
        }
    }
}
