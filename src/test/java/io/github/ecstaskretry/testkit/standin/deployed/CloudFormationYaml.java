package io.github.ecstaskretry.testkit.standin.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * CloudFormation's YAML as JSON, the short form of each function written out: {@code !Ref Table} is {@code {"Ref": "Table"}},
 * {@code !GetAtt Table.Arn} is {@code {"Fn::GetAtt": ["Table", "Arn"]}} (AWS CloudFormation user guide, "Intrinsic function
 * reference").
 */
public final class CloudFormationYaml {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CloudFormationYaml() {}

    public static ObjectNode read(String text) {
        Node root = new Compose(LoadSettings.builder().build())
                .composeString(text)
                .orElseThrow(() -> new IllegalArgumentException("the template is empty"));
        return (ObjectNode) json(root);
    }

    private static JsonNode json(Node node) {
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return plain(node);
        }
        String function = tag.substring(1);
        return switch (function) {
            case "Ref", "Condition" -> JSON.objectNode().set(function, plain(node));
            case "GetAtt" -> JSON.objectNode().set("Fn::GetAtt", getAtt(node));
            default -> JSON.objectNode().set("Fn::" + function, plain(node));
        };
    }

    private static JsonNode getAtt(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return plain(node);
        }
        ArrayNode parts = JSON.arrayNode();
        List.of(scalar.getValue().split("\\.", 2)).forEach(parts::add);
        return parts;
    }

    private static JsonNode plain(Node node) {
        return switch (node) {
            case MappingNode mapping -> object(mapping);
            case SequenceNode sequence -> {
                ArrayNode array = JSON.arrayNode();
                sequence.getValue().forEach(element -> array.add(json(element)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new IllegalArgumentException("unexpected " + node);
        };
    }

    private static ObjectNode object(MappingNode mapping) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            if (object.has(key)) {
                throw new IllegalArgumentException("the key " + key + " is there twice");
            }
            object.set(key, json(tuple.getValueNode()));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.INT)) {
            return JSON.numberNode(Integer.parseInt(scalar.getValue()));
        }
        return tag.equals(Tag.BOOL)
                ? JSON.booleanNode(Boolean.parseBoolean(scalar.getValue()))
                : JSON.textNode(scalar.getValue());
    }
}
