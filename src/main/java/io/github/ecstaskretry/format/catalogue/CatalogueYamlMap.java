package io.github.ecstaskretry.format.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML mapping of the catalogue, read key by key, with the line of what is wrong. */
final class CatalogueYamlMap {

    private final String name;
    private final Node node;
    private final Map<String, Node> values;

    private CatalogueYamlMap(String name, Node node, Map<String, Node> values) {
        this.name = name;
        this.node = node;
        this.values = values;
    }

    static CatalogueYamlMap of(Node node, String name) {
        if (!(node instanceof MappingNode mapping)) {
            throw error(node, name + " must be a mapping");
        }
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode(), name);
            if (values.put(key, tuple.getValueNode()) != null) {
                throw error(tuple.getKeyNode(), name + ": '" + key + "' is there twice");
            }
        }
        return new CatalogueYamlMap(name, node, values);
    }

    /** The same under a name that a reader of errors recognises. */
    CatalogueYamlMap named(String better) {
        return new CatalogueYamlMap(better, node, values);
    }

    Set<String> keys() {
        return values.keySet();
    }

    void allow(String... known) {
        for (String key : values.keySet()) {
            if (!List.of(known).contains(key)) {
                throw error(key, "unknown key; known are " + String.join(", ", known));
            }
        }
    }

    String text(String key) {
        String text = scalar(required(key), name);
        if (text.isBlank()) {
            throw error(key, "must not be empty");
        }
        return text;
    }

    int number(String key) {
        String text = text(key);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw error(key, "must be a number, found '" + text + "'");
        }
    }

    /** False when it is not there. */
    boolean flag(String key) {
        if (!values.containsKey(key)) {
            return false;
        }
        String text = text(key);
        if (!text.equals("true") && !text.equals("false")) {
            throw error(key, "must be true or false, found '" + text + "'");
        }
        return text.equals("true");
    }

    CatalogueYamlMap map(String key, String childName) {
        return of(required(key), childName);
    }

    /** Empty when it is not there. */
    List<CatalogueYamlMap> maps(String key, String childName) {
        return items(key).stream().map(item -> of(item, childName)).toList();
    }

    /** Empty when it is not there; one value may stand without brackets. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            texts.add(scalar(item, name));
        }
        return texts;
    }

    /** What the action gives, its objection with the line added. */
    <T> T checked(Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw error(node, name + ": " + e.getMessage());
        }
    }

    IllegalArgumentException error(String message) {
        return error(node, name + ": " + message);
    }

    IllegalArgumentException error(String key, String message) {
        return error(values.getOrDefault(key, node), name + ", " + key + ": " + message);
    }

    private List<Node> items(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
    }

    private Node required(String key) {
        @Nullable Node value = values.get(key);
        if (value == null) {
            throw error(key, "is missing");
        }
        return value;
    }

    private static String scalar(Node node, String name) {
        if (!(node instanceof ScalarNode scalar)) {
            throw error(node, name + ": expected a single value");
        }
        return scalar.getValue();
    }

    private static IllegalArgumentException error(Node node, String message) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        return new IllegalArgumentException("failure catalogue, line " + line + ": " + message);
    }
}
