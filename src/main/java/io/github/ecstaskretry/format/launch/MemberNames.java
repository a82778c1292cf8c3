package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.Json;
import java.util.function.UnaryOperator;

/** Turns member names between the API's camel case and Step Functions' Pascal case: only the first letter differs. */
final class MemberNames {

    private MemberNames() {}

    /** {@code sizeInGiB} becomes {@code SizeInGiB}, at every depth. */
    static JsonNode pascalCase(JsonNode tree) {
        return renamed(tree, Character::toUpperCase);
    }

    /** {@code SizeInGiB} becomes {@code sizeInGiB}, at every depth. */
    static JsonNode camelCase(JsonNode tree) {
        return renamed(tree, Character::toLowerCase);
    }

    private static JsonNode renamed(JsonNode tree, UnaryOperator<Character> firstLetter) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode renamed = Json.object();
                object.properties()
                        .forEach(member -> renamed.set(
                                name(member.getKey(), firstLetter), renamed(member.getValue(), firstLetter)));
                yield renamed;
            }
            case ArrayNode array -> {
                ArrayNode renamed = array.arrayNode(array.size());
                array.forEach(element -> renamed.add(renamed(element, firstLetter)));
                yield renamed;
            }
            default -> tree;
        };
    }

    private static String name(String name, UnaryOperator<Character> firstLetter) {
        return name.isEmpty() ? name : firstLetter.apply(name.charAt(0)) + name.substring(1);
    }
}
