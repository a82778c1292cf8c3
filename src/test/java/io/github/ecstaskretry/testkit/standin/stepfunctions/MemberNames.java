package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/** Turns the names of members between Step Functions' Pascal case and the API's camel case: only the first letter differs. */
final class MemberNames {

    private MemberNames() {}

    static JsonNode camelCase(JsonNode tree) {
        return rename(tree, name -> Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }

    static JsonNode pascalCase(JsonNode tree) {
        return rename(tree, name -> Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    private static JsonNode rename(JsonNode tree, UnaryOperator<String> rule) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode renamed = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(member -> renamed.set(rule.apply(member.getKey()), rename(member.getValue(), rule)));
                yield renamed;
            }
            case ArrayNode array -> {
                ArrayNode renamed = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> renamed.add(rename(element, rule)));
                yield renamed;
            }
            default -> tree;
        };
    }
}
