package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.Json;
import java.util.Set;

/** An event for people: every value that can hold a secret is masked. */
public final class MaskedEvent {

    private static final String MASK = "***";

    /** The environments of overrides and commands. */
    private static final String ENVIRONMENT = "environment";

    /** Members of an execution that contain a whole RunTask request as text. */
    private static final Set<String> WHOLE = Set.of("input", "output");

    private MaskedEvent() {}

    /** A copy in which the values of environments, and the inputs and outputs of executions, are masked. */
    public static JsonNode of(JsonNode event) {
        return switch (event) {
            case ObjectNode object -> {
                ObjectNode copy = Json.object();
                object.forEachEntry((name, value) -> copy.set(name, member(name, value)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                array.forEach(element -> copy.add(of(element)));
                yield copy;
            }
            default -> event;
        };
    }

    private static JsonNode member(String name, JsonNode value) {
        if (name.equalsIgnoreCase(ENVIRONMENT)) {
            return environment(value);
        }
        return value.isTextual() && WHOLE.contains(name) ? Json.tree(MASK) : of(value);
    }

    /** A list of names and values, or values by container and name. */
    private static JsonNode environment(JsonNode node) {
        return switch (node) {
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                array.forEach(element -> copy.add(environment(element)));
                yield copy;
            }
            case ObjectNode object -> {
                ObjectNode copy = Json.object();
                object.forEachEntry(
                        (name, value) -> copy.set(name, name.equalsIgnoreCase("name") ? value : environment(value)));
                yield copy;
            }
            default -> Json.tree(MASK);
        };
    }
}
