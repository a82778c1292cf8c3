package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;

/** The overrides of the simulated tasks: one variable of the caller's, and what a re-run adds. */
final class Overrides {

    static final String VARIABLE = "DATE";
    private static final String VALUE = "2026-01-31";

    private Overrides() {}

    /** Of the job's first task, as events show them. */
    static ObjectNode ofFirstTask() {
        ObjectNode overrides = Json.object();
        ArrayNode environment = overrides
                .putArray("containerOverrides")
                .addObject()
                .put("name", "app")
                .putArray("environment");
        environment.addObject().put("name", VARIABLE).put("value", VALUE);
        return overrides;
    }

    /** Of a RunTask request, as events show them. */
    static ObjectNode ofRunTask(JsonNode pascalCase) {
        ObjectNode overrides = Json.object();
        ArrayNode containers = overrides.putArray("containerOverrides");
        for (JsonNode container : pascalCase.path("ContainerOverrides")) {
            ArrayNode environment = containers
                    .addObject()
                    .put("name", container.path("Name").asText())
                    .putArray("environment");
            for (JsonNode variable : container.path("Environment")) {
                environment
                        .addObject()
                        .put("name", variable.path("Name").asText())
                        .put("value", variable.path("Value").asText());
            }
        }
        return overrides;
    }

    /** Whether the caller's variable is still what it was. */
    static boolean areFaithful(JsonNode overrides) {
        return Json.elements(overrides.path("containerOverrides").path(0).path("environment"))
                .anyMatch(variable -> variable.path("name").asText().equals(VARIABLE)
                        && variable.path("value").asText().equals(VALUE));
    }
}
