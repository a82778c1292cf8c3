package io.github.ecstaskretry.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns the API's camel case member names into those of Step Functions: {@code sizeInGiB} to {@code SizeInGiB}. */
final class PascalCase {

    private PascalCase() {}

    static JsonNode of(JsonNode tree) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode renamed = Json.object();
                object.properties().forEach(member -> renamed.set(name(member.getKey()), of(member.getValue())));
                yield renamed;
            }
            case ArrayNode array -> {
                ArrayNode renamed = array.arrayNode(array.size());
                array.forEach(element -> renamed.add(of(element)));
                yield renamed;
            }
            default -> tree;
        };
    }

    private static String name(String camelCase) {
        return camelCase.isEmpty() ? camelCase : Character.toUpperCase(camelCase.charAt(0)) + camelCase.substring(1);
    }
}
