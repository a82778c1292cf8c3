package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.Json;
import java.util.function.UnaryOperator;

/** Converts member names between the API's camel case and Step Functions' Pascal case. Only the first letter differs. */
final class LetterCase {

    private LetterCase() {}

    /** {@code sizeInGiB} becomes {@code SizeInGiB}, at every depth. */
    static JsonNode pascal(JsonNode tree) {
        return renamed(tree, Character::toUpperCase);
    }

    /** {@code SizeInGiB} becomes {@code sizeInGiB}, at every depth. */
    static JsonNode camel(JsonNode tree) {
        return renamed(tree, Character::toLowerCase);
    }

    private static JsonNode renamed(JsonNode tree, UnaryOperator<Character> firstLetter) {
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode renamed = Json.object();
                object.forEachEntry((name, value) -> renamed.set(
                        name.isEmpty() ? name : firstLetter.apply(name.charAt(0)) + name.substring(1),
                        renamed(value, firstLetter)));
                yield renamed;
            }
            case ArrayNode array -> {
                ArrayNode renamed = Json.array();
                array.forEach(element -> renamed.add(renamed(element, firstLetter)));
                yield renamed;
            }
            default -> tree;
        };
    }
}
