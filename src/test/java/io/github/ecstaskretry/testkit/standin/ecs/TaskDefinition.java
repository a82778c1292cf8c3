package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;

/**
 * A registered task definition.
 *
 * @param document as DescribeTaskDefinition shows it
 */
record TaskDefinition(ObjectNode document) {

    String arn() {
        return document.get("taskDefinitionArn").textValue();
    }

    boolean isAwsvpc() {
        return document.path("networkMode").asText().equals("awsvpc");
    }

    boolean has(String container) {
        return containers().stream()
                .anyMatch(known -> known.path("name").asText().equals(container));
    }

    List<JsonNode> containers() {
        return Json.elements(document.path("containerDefinitions")).toList();
    }
}
