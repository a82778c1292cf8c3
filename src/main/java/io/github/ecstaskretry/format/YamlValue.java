package io.github.ecstaskretry.format;

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
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One place of a {@link YamlDocument}. Each method returns what is written there. If that is not what it expects, it notes a problem
 * and returns a fallback, so that reading goes on and finds the next problem.
 */
public final class YamlValue {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final String path;
    private final @Nullable Node node;
    private final @Nullable Node parent;
    private final YamlDocument document;

    /** A place; the parent is where a problem with something that is not written is shown. */
    YamlValue(String path, @Nullable Node node, @Nullable Node parent, YamlDocument document) {
        this.path = path;
        this.node = node;
        this.parent = parent;
        this.document = document;
    }

    /** Whether nothing is written here. */
    public boolean isAbsent() {
        return node == null;
    }

    /** Whether a list or a mapping without elements is written here. */
    public boolean isEmpty() {
        return node instanceof CollectionNode<?> collection
                && collection.getValue().isEmpty();
    }

    /** Whether a mapping is written here. */
    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Notes a problem with this place. */
    public void wrong(String problem) {
        Node place = node == null ? parent : node;
        document.problem(place == null ? Optional.empty() : place.getStartMark(), path, problem);
    }

    /** Notes each key that is not one of these, and anything that is not a mapping. Returns this place. */
    public YamlValue keys(List<String> known) {
        if (isMapping()) {
            members(known);
        } else if (node != null) {
            wrong("expected a mapping with the keys " + String.join(", ", known) + "; found " + found());
        }
        return this;
    }

    /** What is written under a key. */
    public YamlValue get(String key) {
        Node value = tuples().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .findFirst()
                .map(NodeTuple::getValueNode)
                .orElse(null);
        return new YamlValue(join(path, key), value, node == null ? parent : node, document);
    }

    /** The members of a mapping with keys of the author's choice. */
    public Map<String, YamlValue> members() {
        return members(null);
    }

    private Map<String, YamlValue> members(@Nullable List<String> known) {
        Map<String, YamlValue> members = new LinkedHashMap<>();
        for (NodeTuple tuple : tuples()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                document.problem(tuple.getKeyNode().getStartMark(), path, "a key must be a text");
                continue;
            }
            String key = scalar.getValue();
            String place = join(path, key);
            if (known != null && !known.contains(key)) {
                String problem =
                        "unknown key" + DidYouMean.hint(key, known) + "; known are " + String.join(", ", known);
                document.problem(scalar.getStartMark(), place, problem);
            } else if (members.putIfAbsent(key, new YamlValue(place, tuple.getValueNode(), node, document)) != null) {
                document.problem(scalar.getStartMark(), place, "the key is written twice");
            }
        }
        return members;
    }

    /** The elements of a list; a single value is a list of one. */
    public List<YamlValue> list() {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(this);
        }
        List<YamlValue> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            elements.add(new YamlValue(path + "[" + elements.size() + "]", element, sequence, document));
        }
        return elements;
    }

    /** The text of a single value; empty if there is none, which is a problem unless nothing is written here. */
    public Optional<String> text(String expected) {
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar) || isBlank(scalar)) {
            wrong("expected " + expected + "; found " + found());
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    /** The same; it is a problem, too, if nothing is written here. */
    public Optional<String> requiredText(String expected) {
        if (node == null) {
            wrong("is missing: expected " + expected);
        }
        return text(expected);
    }

    /** A whole number of at most nine digits. */
    public int integer(int least, int most, int fallback) {
        return converted("a whole number from " + least + " to " + most, fallback, text -> {
            int number = INTEGER.matcher(text).matches() ? Integer.parseInt(text) : least - 1;
            return least <= number && number <= most ? (Integer) number : null;
        });
    }

    /** A number, with or without a fraction. */
    public double number(int least, int most, double fallback) {
        return converted("a number from " + least + " to " + most + " such as 2 or 1.5", fallback, text -> {
            double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : least - 1.0;
            return least <= number && number <= most ? (Double) number : null;
        });
    }

    /** {@code true} or {@code false}. */
    public boolean bool(boolean fallback) {
        return choice(Map.of("true", true, "false", false), fallback);
    }

    /** One of the words. */
    public <T> T choice(Map<String, T> words, T fallback) {
        List<String> known = words.keySet().stream().sorted().toList();
        Optional<String> text = text("one of " + String.join(", ", known));
        @Nullable T value = text.isPresent() ? words.get(text.get()) : null;
        if (text.isPresent() && value == null) {
            wrong("expected one of " + String.join(", ", known) + "; found " + found()
                    + DidYouMean.hint(text.get(), known));
        }
        return value == null ? fallback : value;
    }

    /** A duration such as {@code 1h30m} within both limits. */
    public Duration duration(Duration least, Duration most, Duration fallback) {
        String expected = "a duration from " + DurationText.format(least) + " to " + DurationText.format(most)
                + " such as 15s, 10m, 6h, 2d or 1h30m";
        return converted(
                expected,
                fallback,
                text -> DurationText.parse(text)
                        .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0)
                        .orElse(null));
    }

    /** The text converted; a conversion to null is a problem. */
    public <T> T converted(String expected, T fallback, Function<String, @Nullable T> conversion) {
        Optional<String> text = text(expected);
        T value = text.map(conversion).orElse(null);
        if (text.isPresent() && value == null) {
            wrong("expected " + expected + "; found " + found());
        }
        return value == null ? fallback : value;
    }

    /** Anything, as maps, lists and single values. */
    public Object structure() {
        return switch (node) {
            case MappingNode ignored -> {
                Map<String, Object> structure = new LinkedHashMap<>();
                members().forEach((key, value) -> structure.put(key, value.structure()));
                yield structure;
            }
            case SequenceNode ignored ->
                list().stream().map(YamlValue::structure).toList();
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.INT)
                    && INTEGER.matcher(scalar.getValue()).matches() -> Integer.valueOf(scalar.getValue());
            case ScalarNode scalar when scalar.getTag().equals(Tag.BOOL) -> Boolean.valueOf(scalar.getValue());
            case ScalarNode scalar -> scalar.getValue();
            case null, default -> "";
        };
    }

    private List<NodeTuple> tuples() {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    private String found() {
        return switch (node) {
            case null -> "nothing";
            case MappingNode ignored -> "a mapping";
            case SequenceNode ignored -> "a list";
            case ScalarNode scalar when isBlank(scalar) -> "nothing";
            case ScalarNode scalar -> "'" + shortened(scalar.getValue()) + "'";
            default -> "something else";
        };
    }

    private static boolean isBlank(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank();
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
