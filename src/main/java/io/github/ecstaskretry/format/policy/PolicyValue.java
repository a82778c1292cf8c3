package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One place of a policy file. What is asked of it is answered; when it cannot be, the error is noted and the fallback answered, so
 * that reading goes on to the next error.
 *
 * @param path such as {@code policies[0].backoff.rate}
 * @param node what stands there; null: nothing
 * @param parent where an error about a missing key is shown
 * @param problems where errors are noted
 */
record PolicyValue(String path, @Nullable Node node, Node parent, PolicyProblems problems) {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    boolean isAbsent() {
        return node == null;
    }

    /** Notes an error about this place. */
    void wrong(String problem) {
        problems.add((node == null ? parent : node).getStartMark(), path, problem);
    }

    /** The mapping that stands here; one without keys when there is none. */
    PolicyMap map(String... knownKeys) {
        return map(List.of(knownKeys));
    }

    /** The same. */
    PolicyMap map(List<String> knownKeys) {
        if (node instanceof MappingNode mapping) {
            return PolicyMap.of(path, mapping, knownKeys, problems);
        }
        if (node != null) {
            wrong("expected a mapping with keys of " + String.join(", ", knownKeys) + "; found " + found());
        }
        return PolicyMap.empty(path, node == null ? parent : node, problems);
    }

    /** The elements; a single value is a list of one. */
    List<PolicyValue> list() {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(this);
        }
        List<PolicyValue> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            elements.add(new PolicyValue(path + "[" + elements.size() + "]", element, sequence, problems));
        }
        return elements;
    }

    /** Notes an error when an empty list or mapping stands here, for places where it would mean nothing. */
    void refuseEmpty() {
        if (node instanceof CollectionNode<?> collection
                && collection.getValue().isEmpty()) {
            wrong("expected at least one value; leave the key out where anything may be");
        }
    }

    /** The text of a scalar; empty when there is none, which is noted unless the key is absent. */
    Optional<String> text(String expected) {
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar)
                || scalar.getTag().equals(Tag.NULL)
                || scalar.getValue().isBlank()) {
            wrong("expected " + expected + "; found " + found());
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    /** The same, and an absent key is noted too. */
    Optional<String> requiredText(String expected) {
        if (node == null) {
            wrong("is missing: expected " + expected);
        }
        return text(expected);
    }

    int integer(int least, int most, int fallback) {
        String expected = "a whole number from " + least + " to " + most;
        return converted(
                expected,
                fallback,
                text -> INTEGER.matcher(text).matches()
                                && Integer.parseInt(text) >= least
                                && Integer.parseInt(text) <= most
                        ? Integer.valueOf(text)
                        : null);
    }

    double number(double least, double most, double fallback) {
        return converted("a number from " + least + " to " + most + " such as 2 or 1.5", fallback, text -> {
            Double number = parsed(text);
            return number != null && number >= least && number <= most ? number : null;
        });
    }

    private static @Nullable Double parsed(String text) {
        return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? Double.valueOf(text) : null;
    }

    boolean bool(boolean fallback) {
        return choice(Map.of("true", true, "false", false), fallback);
    }

    /** One of the words. */
    <T> T choice(Map<String, T> words, T fallback) {
        return converted(
                "one of " + String.join(", ", words.keySet().stream().sorted().toList()), fallback, words::get);
    }

    /** A duration within both limits. */
    Duration duration(Duration least, Duration most, Duration fallback) {
        String expected = "a duration from " + DurationText.format(least) + " to " + DurationText.format(most)
                + " such as 15s, 10m, 6h, 2d or 1h30m";
        return converted(
                expected,
                fallback,
                text -> DurationText.parse(text)
                        .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0)
                        .orElse(null));
    }

    private <T> T converted(String expected, T fallback, Function<String, @Nullable T> conversion) {
        Optional<String> text = text(expected);
        if (text.isEmpty()) {
            return fallback;
        }
        T value = conversion.apply(text.get());
        if (value == null) {
            wrong("expected " + expected + "; found " + found());
            return fallback;
        }
        return value;
    }

    /** Any structure as maps, lists and scalars: for parameters that are passed on to RunTask as they are. */
    Object document() {
        return switch (node) {
            case MappingNode mapping -> {
                Map<String, Object> document = new LinkedHashMap<>();
                PolicyMap.any(path, mapping, problems).forEach((key, value) -> document.put(key, value.document()));
                yield document;
            }
            case SequenceNode ignored ->
                list().stream().map(PolicyValue::document).toList();
            case ScalarNode scalar -> scalar(scalar);
            case null, default -> "";
        };
    }

    private static Object scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.INT) && INTEGER.matcher(text).matches()) {
            return Integer.valueOf(text);
        }
        return scalar.getTag().equals(Tag.BOOL) ? (Object) Boolean.valueOf(text) : text;
    }

    private String found() {
        return switch (node) {
            case null -> "nothing";
            case MappingNode ignored -> "a mapping";
            case SequenceNode ignored -> "a list";
            case ScalarNode scalar
            when scalar.getValue().isBlank() || scalar.getTag().equals(Tag.NULL) -> "nothing";
            case ScalarNode scalar -> "'" + shortened(scalar.getValue()) + "'";
            default -> "something else";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
