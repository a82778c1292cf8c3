package io.github.ecstaskretry.testkit.standin.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.deployed.EventPattern;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Operation;
import java.util.Map;

/** EventBridge's answers about the rules of a deployed stack. */
final class RuleQuestions {

    private final DeployedStack stack;

    RuleQuestions(DeployedStack stack) {
        this.stack = stack;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "DescribeRule",
                this::describeRule,
                "ListRules",
                request -> listRules(),
                "ListTargetsByRule",
                this::listTargetsByRule,
                "ListRuleNamesByTarget",
                StackQuestions.none("RuleNames"),
                "ListEventBuses",
                StackQuestions.none("EventBuses"),
                "TestEventPattern",
                RuleQuestions::testEventPattern);
    }

    private JsonNode rule(String name) {
        return stack.ofType("AWS::Events::Rule").entrySet().stream()
                .filter(rule -> stack.ref(rule.getKey()).equals(name))
                .findFirst()
                .orElseThrow(() -> AwsError.client("ResourceNotFoundException", "Rule " + name + " does not exist."))
                .getValue();
    }

    private ObjectNode describeRule(ObjectNode request) {
        String name = request.path("Name").asText();
        return Json.object()
                .put("EventPattern", Json.write(rule(name).path("EventPattern")))
                .put("Name", name)
                .put("Arn", stack.arn(name.substring(stack.name().length() + 1)))
                .put("State", "ENABLED");
    }

    private ObjectNode listRules() {
        ObjectNode answer = Json.object();
        ArrayNode rules = answer.putArray("Rules");
        stack.ofType("AWS::Events::Rule")
                .forEach((logicalId, rule) -> rules.addObject()
                        .put("Name", stack.ref(logicalId))
                        .put("Arn", stack.arn(logicalId))
                        .put("State", "ENABLED")
                        .put("EventPattern", Json.write(rule.path("EventPattern"))));
        return answer;
    }

    /** Another rule has no targets, unless the answer is changed. */
    private ObjectNode listTargetsByRule(ObjectNode request) {
        ObjectNode answer = Json.object();
        ArrayNode targets = answer.putArray("Targets");
        stack.ofType("AWS::Events::Rule").forEach((logicalId, rule) -> {
            if (stack.ref(logicalId).equals(request.path("Rule").asText())) {
                rule.path("Targets").forEach(targets::add);
            }
        });
        return answer;
    }

    private static ObjectNode testEventPattern(ObjectNode request) {
        return Json.object()
                .put(
                        "Result",
                        EventPattern.matches(
                                Json.read(request.path("EventPattern").asText()),
                                Json.read(request.path("Event").asText())));
    }
}
