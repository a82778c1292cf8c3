package io.github.ecstaskretry.standin.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A SAM template as a tree. A short intrinsic function such as {@code !Ref X} becomes an object with one member of that name,
 * {@code {"!Ref": "X"}}; nothing is evaluated.
 */
public final class SamTemplate {

    /** The template that {@code sam deploy} takes. */
    public static final Path FILE = Path.of("sam", "template.yaml");

    private final JsonNode root;

    private SamTemplate(JsonNode root) {
        this.root = root;
    }

    /** Reads {@link #FILE}. */
    public static SamTemplate read() {
        try {
            Node node = new Compose(LoadSettings.builder().build())
                    .composeString(Files.readString(FILE))
                    .orElseThrow();
            return new SamTemplate(tree(node));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole tree. */
    public JsonNode root() {
        return root;
    }

    /**
     * The properties of a resource.
     *
     * @throws IllegalArgumentException when there is no such resource
     */
    public JsonNode properties(String logicalId) {
        JsonNode properties = root.path("Resources").path(logicalId).path("Properties");
        if (properties.isMissingNode()) {
            throw new IllegalArgumentException(FILE + " has no resource " + logicalId);
        }
        return properties;
    }

    private static JsonNode tree(Node node) {
        JsonNode plain = switch (node) {
            case MappingNode mapping -> members(mapping);
            case SequenceNode sequence -> elements(sequence);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new IllegalArgumentException("unexpected " + node);
        };
        String tag = node.getTag().getValue();
        return tag.startsWith("!") ? JsonNodeFactory.instance.objectNode().set(tag, plain) : plain;
    }

    private static JsonNode members(MappingNode mapping) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple member : mapping.getValue()) {
            object.set(((ScalarNode) member.getKeyNode()).getValue(), tree(member.getValueNode()));
        }
        return object;
    }

    private static JsonNode elements(SequenceNode sequence) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sequence.getValue().forEach(element -> array.add(tree(element)));
        return array;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (scalar.getTag().equals(Tag.BOOL)) {
            return json.booleanNode(Boolean.parseBoolean(scalar.getValue()));
        }
        return scalar.getTag().equals(Tag.INT)
                ? json.numberNode(Long.parseLong(scalar.getValue()))
                : json.textNode(scalar.getValue());
    }
}
