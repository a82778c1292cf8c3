package io.github.ecstaskretry.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns the member names of Step Functions back into the API's: {@code SizeInGiB} to {@code sizeInGiB}. */
final class CamelCase {

    private CamelCase() {}

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

    private static String name(String pascalCase) {
        return pascalCase.isEmpty()
                ? pascalCase
                : Character.toLowerCase(pascalCase.charAt(0)) + pascalCase.substring(1);
    }
}
