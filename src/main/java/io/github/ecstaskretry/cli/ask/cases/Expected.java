package io.github.ecstaskretry.cli.ask.cases;

import io.github.ecstaskretry.cli.ask.cases.Decided.Decision;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The expectations of a case. It accepts whatever it does not mention. */
record Expected(
        Optional<String> cause,
        Optional<String> policy,
        Optional<String> rule,
        Optional<Decision> decision,
        Optional<Outcome> outcome,
        Optional<Delay> delay) {

    private static final List<String> KEYS = List.of("cause", "policy", "rule", "decision", "outcome", "delay");

    private static final Map<String, Outcome> OUTCOMES =
            Arrays.stream(Outcome.values()).collect(Collectors.toMap(Outcome::name, outcome -> outcome));

    /** The range of a delay, independent of its jitter. */
    record Delay(Duration least, Duration most) {

        static Optional<Delay> parse(String text) {
            String[] ends = text.split("-", 2);
            Optional<Duration> least = DurationText.parse(ends[0].strip());
            Optional<Duration> most = DurationText.parse(ends[ends.length - 1].strip());
            return least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) <= 0
                    ? Optional.of(new Delay(least.get(), most.get()))
                    : Optional.empty();
        }

        boolean holds(Decided decided) {
            return decided.shortest() != null
                    && decided.longest() != null
                    && decided.shortest().compareTo(least) >= 0
                    && decided.longest().compareTo(most) <= 0;
        }

        @Override
        public String toString() {
            return DurationText.format(least, most);
        }
    }

    /** A difference in a key such as {@code rule}. */
    record Difference(String key, String expected, String actual) {}

    static Expected read(YamlValue expect, Set<String> causes) {
        YamlValue keys = expect.keys(KEYS);
        if (expect.isMapping() && expect.isEmpty()) {
            expect.wrong("expected at least one of " + String.join(", ", KEYS));
        }
        YamlValue cause = keys.get("cause");
        return new Expected(
                cause.isAbsent()
                        ? Optional.empty()
                        : Optional.of(cause.choice(causes.stream().collect(Collectors.toMap(id -> id, id -> id)), "")),
                keys.get("policy").text("a policy's name"),
                keys.get("rule").text("a rule's name, or one such as (catalogue) or (otherwise)"),
                choice(keys.get("decision"), YamlValue.words(Decision.values()), Decision.END),
                choice(keys.get("outcome"), OUTCOMES, Outcome.FAILED),
                delay(keys.get("delay")));
    }

    private static <T> Optional<T> choice(YamlValue value, Map<String, T> words, T fallback) {
        return value.isAbsent() ? Optional.empty() : Optional.of(value.choice(words, fallback));
    }

    private static Optional<Delay> delay(YamlValue value) {
        return value.isAbsent()
                ? Optional.empty()
                : Optional.of(value.converted(
                        "a duration such as 15s, or two such as 0s-30s",
                        new Delay(Duration.ZERO, Duration.ZERO),
                        text -> Delay.parse(text).orElse(null)));
    }

    /** As recorded, the delay included. */
    static Expected of(Decided recorded) {
        boolean ends = recorded.decision() == Decision.END;
        return new Expected(
                Optional.of(recorded.cause()),
                Optional.of(recorded.policy()),
                Optional.of(recorded.rule()),
                Optional.of(recorded.decision()),
                ends ? Optional.of(Outcome.valueOf(recorded.outcome())) : Optional.empty(),
                recorded.shortest() == null || recorded.longest() == null
                        ? Optional.empty()
                        : Optional.of(new Delay(recorded.shortest(), recorded.longest())));
    }

    /** The differences from the expectation, the decision first. */
    List<Difference> differences(Decided decided) {
        List<Difference> differences = new ArrayList<>();
        add(differences, "decision", decision.map(YamlValue::word), YamlValue.word(decided.decision()));
        add(differences, "outcome", outcome.map(Outcome::name), decided.outcome());
        add(differences, "cause", cause, decided.cause());
        add(differences, "policy", policy, decided.policy());
        add(differences, "rule", rule, decided.rule());
        delay.filter(range -> !range.holds(decided))
                .ifPresent(
                        range -> differences.add(new Difference("delay", range.toString(), orNone(decided.delay()))));
        return differences;
    }

    private static void add(List<Difference> differences, String key, Optional<String> expected, String actual) {
        expected.filter(value -> !value.equals(actual))
                .ifPresent(value -> differences.add(new Difference(key, value, orNone(actual))));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }
}
