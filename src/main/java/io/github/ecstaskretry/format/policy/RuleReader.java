package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.ExitCodes;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.NumberRange;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.policy.Rule.Action;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.DidYouMean;
import io.github.ecstaskretry.format.Resources;
import io.github.ecstaskretry.format.YamlDocument;
import io.github.ecstaskretry.format.YamlValue;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rules of policies and presets. */
final class RuleReader {

    private static final String PRESETS = "policy-presets.yaml";
    private static final List<String> RULE_KEYS =
            List.of("name", "when", "then", "attempts", "backoff", "counted", "launch", "memory", "avoid", "announce");
    private static final List<String> ONLY_FOR_RETRY =
            List.of("attempts", "backoff", "counted", "launch", "memory", "avoid");
    private static final List<String> NEGATED_KEYS =
            Condition.KEYS.stream().filter(key -> !key.equals("not")).toList();
    private static final Map<String, Action> ACTIONS = YamlValue.words(Action.values());
    private static final Map<String, CauseKind> KINDS = YamlValue.words(CauseKind.values());

    /** Decimal, signed or not, or hexadecimal. */
    private static final String CODE = "(-?[0-9]{1,10}|0[xX][0-9a-fA-F]{1,8})";

    private static final Pattern EXIT_CODES = Pattern.compile(CODE + "(?:-" + CODE + ")?");
    private static final String EXIT_EXPECTED = "an exit code, a range or none, such as 2, 64-78, 0xC0000005, none";
    private static final Pattern ATTEMPTS = Pattern.compile("([0-9]{1,2})(-([0-9]{1,2})?)?");
    private static final String ATTEMPT_EXPECTED =
            "an attempt or a range from 1 to " + AttemptId.MAX_NUMBER + ", such as 1, 2-4, 3-";

    private final Set<String> causes;

    /** Read once: by a JVM when a policy names a preset, for a native image at build time (see {@link BuiltInCatalogue}). */
    private static final class Presets {

        static final Map<String, List<Rule>> ALL = readPresets(BuiltInCatalogue.CATALOGUE.ids());
    }

    /** Reads rules that may name these causes. */
    RuleReader(Set<String> causes) {
        this.causes = causes;
    }

    /**
     * Every preset's rules by the preset's name, in the order of the file. The name of each rule begins with its preset's, as in
     * {@code spot.interrupted}.
     */
    static Map<String, List<Rule>> presets() {
        return Presets.ALL;
    }

    /** Reads the file of presets for rules that may name these causes. */
    static Map<String, List<Rule>> readPresets(Set<String> causes) {
        YamlDocument document = new YamlDocument(PRESETS, Resources.text(PRESETS));
        RuleReader reader = new RuleReader(causes);
        Map<String, List<Rule>> presets = new LinkedHashMap<>();
        document.root().keys(List.of("presets")).get("presets").members().forEach((preset, rules) -> {
            Set<String> names = new HashSet<>();
            presets.put(
                    preset,
                    rules.list().stream()
                            .map(rule -> reader.read(rule, names, PolicyFile.DEFAULT_BACKOFF)
                                    .of(preset))
                            .toList());
        });
        document.throwIfInvalid();
        return Collections.unmodifiableMap(presets);
    }

    /** One rule. Adds its name to those of the rules before it; the policy's backoff completes its own. */
    Rule read(YamlValue value, Set<String> names, Backoff policys) {
        YamlValue rule = value.keys(RULE_KEYS);
        Action action = rule.get("then").required("retry, fail or succeed").choice(ACTIONS, Action.RETRY);
        if (action != Action.RETRY) {
            ONLY_FOR_RETRY.stream()
                    .filter(key -> !rule.get(key).isAbsent())
                    .forEach(key -> rule.get(key).wrong("only a rule with 'then: retry' can have " + key));
        }
        YamlValue attempts = rule.get("attempts");
        YamlValue backoff = rule.get("backoff");
        YamlValue announce = rule.get("announce");
        return new Rule(
                PolicyFile.name(rule.get("name"), names),
                null,
                condition(rule.get("when")),
                action,
                attempts.isAbsent() ? null : (Integer) attempts.integer(1, AttemptId.MAX_NUMBER, 1),
                backoff.isAbsent() ? null : TimingReader.backoff(backoff, policys),
                rule.get("counted").bool(true),
                LaunchReader.change(rule),
                announce.isAbsent() ? null : PolicyFile.announce(announce));
    }

    private Condition condition(YamlValue value) {
        YamlValue when = value.keys(Condition.KEYS);
        if (value.isAbsent() || value.isEmpty()) {
            value.wrong("a rule needs a condition: at least one of " + String.join(", ", Condition.KEYS));
        }
        YamlValue not = when.get("not");
        boolean negates = NEGATED_KEYS.stream().anyMatch(key -> !not.get(key).isAbsent());
        refuseEmpty(not);
        return condition(when, negates ? condition(not.keys(NEGATED_KEYS), null) : ignored(not));
    }

    /** A negation without a known key negates nothing. Its mistakes are noted. */
    private static @Nullable Condition ignored(YamlValue not) {
        not.keys(NEGATED_KEYS);
        return null;
    }

    private static void refuseEmpty(YamlValue value) {
        if (value.isEmpty()) {
            value.wrong("expected at least one value; leave the key out to allow any");
        }
    }

    private Condition condition(YamlValue when, @Nullable Condition not) {
        NEGATED_KEYS.stream().map(when::get).forEach(RuleReader::refuseEmpty);
        YamlValue started = when.get("started");
        return new Condition(
                causes(when.get("cause")),
                kinds(when.get("causeKind")),
                PolicyFile.globs(when.get("stopCode"), "a stop code such as TaskFailedToStart"),
                when.get("container").text("a container's name").orElse(null),
                exitCodes(when.get("exitCode")),
                PolicyFile.globs(when.get("reason"), "a glob of a reason such as \"*connection reset*\""),
                PolicyFile.globs(when.get("launchType"), "a launch type such as FARGATE"),
                PolicyFile.globs(when.get("capacityProvider"), "a glob of capacity providers such as FARGATE_SPOT"),
                attempts(when.get("attempt")),
                started.isAbsent() ? null : (Boolean) started.bool(false),
                PolicyFile.tasks(when),
                not);
    }

    /** A glob that matches no cause of the catalogue would never match a stop. */
    private List<Glob> causes(YamlValue value) {
        for (YamlValue element : value.list()) {
            Optional<String> text = element.text("a cause such as spot-interruption");
            if (text.isPresent() && causes.stream().noneMatch(new Glob(text.get())::matches)) {
                element.wrong("unknown cause '" + text.get() + "'" + DidYouMean.hint(text.get(), causes)
                        + "; the failure catalogue lists all causes");
            }
        }
        return PolicyFile.globs(value, "a cause such as spot-interruption");
    }

    private static Set<CauseKind> kinds(YamlValue value) {
        Set<CauseKind> kinds = EnumSet.noneOf(CauseKind.class);
        value.list().forEach(element -> kinds.add(element.choice(KINDS, CauseKind.TRANSIENT)));
        return kinds;
    }

    private static @Nullable ExitCodes exitCodes(YamlValue value) {
        if (value.isAbsent()) {
            return null;
        }
        List<NumberRange> ranges = new ArrayList<>();
        boolean none = false;
        for (YamlValue element : value.list()) {
            String text = element.text(EXIT_EXPECTED).orElse("none");
            none |= text.equals("none");
            if (!text.equals("none")) {
                exitCodes(element, text).ifPresent(ranges::add);
            }
        }
        return new ExitCodes(ranges, none);
    }

    private static Optional<NumberRange> exitCodes(YamlValue element, String text) {
        Matcher matcher = EXIT_CODES.matcher(text);
        if (!matcher.matches()) {
            element.expected(EXIT_EXPECTED);
            return Optional.empty();
        }
        long from = code(matcher.group(1));
        long to = matcher.group(2) == null ? from : code(matcher.group(2));
        return range(element, from, to, 0, ExitCodes.MAX);
    }

    private static long code(String text) {
        return ExitCodes.unsigned(Long.decode(text.replaceFirst("^(-?)0+(?=[0-9])", "$1")));
    }

    private static List<NumberRange> attempts(YamlValue value) {
        return value.list().stream()
                .map(RuleReader::attemptRange)
                .flatMap(Optional::stream)
                .toList();
    }

    /** A range without an end goes up to the last attempt that a job can have. */
    private static Optional<NumberRange> attemptRange(YamlValue element) {
        String text = element.text(ATTEMPT_EXPECTED).orElse("");
        Matcher matcher = ATTEMPTS.matcher(text);
        if (!matcher.matches()) {
            if (!text.isEmpty()) {
                element.expected(ATTEMPT_EXPECTED);
            }
            return Optional.empty();
        }
        int from = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? from : AttemptId.MAX_NUMBER;
        int to = matcher.group(3) == null ? last : Integer.parseInt(matcher.group(3));
        return range(element, from, to, 1, AttemptId.MAX_NUMBER);
    }

    private static Optional<NumberRange> range(YamlValue element, long from, long to, long least, long most) {
        if (from < least || to > most || from > to) {
            element.expected("numbers from low to high, " + least + " to " + most);
            return Optional.empty();
        }
        return Optional.of(new NumberRange(from, to));
    }
}
