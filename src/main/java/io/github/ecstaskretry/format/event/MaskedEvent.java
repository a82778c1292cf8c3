package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;
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
        return Json.copy(event, MaskedEvent::of, (copy, name, value) -> copy.set(name, member(name, value)));
    }

    private static JsonNode member(String name, JsonNode value) {
        if (name.equalsIgnoreCase(ENVIRONMENT)) {
            return environment(value);
        }
        return value.isTextual() && WHOLE.contains(name) ? Json.tree(MASK) : of(value);
    }

    /** A list of names and values, or values by container and name. */
    private static JsonNode environment(JsonNode node) {
        return node.isContainerNode()
                ? Json.copy(
                        node,
                        MaskedEvent::environment,
                        (copy, name, value) ->
                                copy.set(name, name.equalsIgnoreCase("name") ? value : environment(value)))
                : Json.tree(MASK);
    }
}
