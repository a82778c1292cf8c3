package io.github.ecstaskretry.testkit.standin.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.deployed.EventPattern;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;
import java.util.function.Predicate;

/** The template's EventBridge rules: an event is the function's when one of them matches it. */
final class DeployedRules implements Predicate<JsonNode> {

    private final List<JsonNode> patterns;

    /**
     * The rules of the template with its default parameters.
     *
     * @param waitAndRunArn known on deployment only
     * @param runJobArn known on deployment only
     */
    DeployedRules(String waitAndRunArn, String runJobArn) {
        patterns = SamTemplate.read().ofType("AWS::Events::Rule").values().stream()
                .map(rule -> Json.read(rule.path("EventPattern")
                        .toString()
                        .replace("{\"Ref\":\"WaitAndRun\"}", "\"" + waitAndRunArn + "\"")
                        .replace("{\"Ref\":\"RunJob\"}", "\"" + runJobArn + "\"")))
                .toList();
    }

    @Override
    public boolean test(JsonNode event) {
        return patterns.stream().anyMatch(pattern -> EventPattern.matches(pattern, event));
    }
}
