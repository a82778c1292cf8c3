package io.github.ecstaskretry.format;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A place in a {@link YamlDocument}. Each method returns the value there. If the value is not as expected, the method notes a problem
 * and returns a fallback, so that reading goes on and finds the next problem.
 *
 * @param path such as {@code policies[0].rules[1].when.cluster}
 * @param node null if the file has nothing here
 * @param parent shows the problem if the file has nothing here
 */
public record YamlValue(
        String path, @Nullable Node node, @Nullable Node parent, YamlDocument document) {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    /** Whether the file has nothing here. */
    public boolean isAbsent() {
        return node == null;
    }

    /** Whether the file has an empty list or mapping here. */
    public boolean isEmpty() {
        return node instanceof CollectionNode<?> nodes && nodes.getValue().isEmpty();
    }

    /** Whether the file has a mapping here. */
    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Notes a problem with this place. */
    public void wrong(String problem) {
        document.problem(Optional.ofNullable(node == null ? parent : node).flatMap(Node::getStartMark), path, problem);
    }

    /** Notes the expected value and the one found. */
    public void expected(String expected) {
        wrong("expected " + expected + "; found " + found());
    }

    /** Notes a problem if the file has nothing here. Returns this place. */
    public YamlValue required(String expected) {
        if (node == null) {
            wrong("is missing: expected " + expected);
        }
        return this;
    }

    /** Notes each unknown key, and a value that is not a mapping. Returns this place. */
    public YamlValue keys(List<String> known) {
        return keys(known, List.of(), "");
    }

    /** The same; the problem of a key that is valid elsewhere says where it belongs. */
    public YamlValue keys(List<String> known, List<String> elsewhere, String hint) {
        if (isMapping()) {
            members(known, key -> elsewhere.contains(key) ? hint : DidYouMean.hint(key, known));
        } else if (node != null) {
            expected("a mapping with the keys " + String.join(", ", known));
        }
        return this;
    }

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
        return members(null, key -> "");
    }

    private Map<String, YamlValue> members(@Nullable List<String> known, UnaryOperator<String> hint) {
        Map<String, YamlValue> members = new LinkedHashMap<>();
        for (NodeTuple tuple : tuples()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                document.problem(tuple.getKeyNode().getStartMark(), path, "a key must be a text");
                continue;
            }
            String key = scalar.getValue();
            String place = join(path, key);
            if (known != null && !known.contains(key)) {
                String problem = "unknown key" + hint.apply(key) + "; known are " + String.join(", ", known);
                document.problem(scalar.getStartMark(), place, problem);
            } else if (members.putIfAbsent(key, new YamlValue(place, tuple.getValueNode(), node, document)) != null) {
                document.problem(scalar.getStartMark(), place, "the key is written twice");
            }
        }
        return members;
    }

    /** The elements of a list; a single value is a list of one. */
    public List<YamlValue> list() {
        if (!(node instanceof SequenceNode sequence)) {
            return node == null ? List.of() : List.of(this);
        }
        List<Node> elements = sequence.getValue();
        return IntStream.range(0, elements.size())
                .mapToObj(index -> new YamlValue(path + "[" + index + "]", elements.get(index), sequence, document))
                .toList();
    }

    /** The text of a single value. An empty text is a problem; a missing value is not. */
    public Optional<String> text(String expected) {
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar) || isBlank(scalar)) {
            expected(expected);
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
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

    public <T> T choice(Map<String, T> words, T fallback) {
        List<String> known = words.keySet().stream().sorted().toList();
        String expected = "one of " + String.join(", ", known);
        Optional<String> text = text(expected);
        if (text.isPresent() && !words.containsKey(text.get())) {
            wrong("expected " + expected + "; found " + found() + DidYouMean.hint(text.get(), known));
        }
        return text.map(word -> words.getOrDefault(word, fallback)).orElse(fallback);
    }

    /** The converted text. A conversion to null is a problem. */
    public <T> T converted(String expected, T fallback, Function<String, @Nullable T> conversion) {
        Optional<String> text = text(expected);
        Optional<T> value = text.map(conversion);
        if (text.isPresent() && value.isEmpty()) {
            expected(expected);
        }
        return value.orElse(fallback);
    }

    /** The parsed text. The message of the parser's IllegalArgumentException becomes the problem. */
    public <T> Optional<T> parsed(String expected, Function<String, T> parser) {
        try {
            return text(expected).map(parser);
        } catch (IllegalArgumentException e) {
            wrong(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Enum constants by their words in the file: {@code retry-unstarted} is {@code RETRY_UNSTARTED}. */
    public static <E extends Enum<E>> Map<String, E> words(E[] constants) {
        return Arrays.stream(constants).collect(Collectors.toMap(YamlValue::word, constant -> constant));
    }

    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The whole value, as maps, lists and single values. */
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
            case ScalarNode scalar
            when scalar.getValue().length() > 60 -> "'" + scalar.getValue().substring(0, 60) + "…'";
            case ScalarNode scalar -> "'" + scalar.getValue() + "'";
            default -> "something else";
        };
    }

    private static boolean isBlank(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank();
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
