package io.github.ecstaskretry.sam;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One action on one resource that a role of the template allows.
 *
 * @param sid the statement's
 * @param action such as {@code dynamodb:PutItem}
 * @param resource an ARN, perhaps with {@code *}
 * @param conditions the statement's
 */
record Grant(String sid, String action, String resource, JsonNode conditions) {

    /**
     * What a role grants.
     *
     * @param arns the values of {@code Ref}, {@code Fn::GetAtt} and {@code Fn::Sub}, by the text between their brackets
     */
    static List<Grant> of(SamTemplate template, String role, Map<String, String> arns) {
        return template.properties(role).path("Policies").findValues("Statement").stream()
                .flatMap(JsonNode::valueStream)
                .flatMap(statement -> oneOrMore(statement.path("Action"))
                        .flatMap(action -> oneOrMore(statement.path("Resource"))
                                .map(resource -> new Grant(
                                        statement.path("Sid").asText(),
                                        action.asText(),
                                        text(resource, arns),
                                        statement.path("Condition")))))
                .toList();
    }

    boolean allows(Permission needed) {
        return action.equals(needed.action())
                && new Glob(resource).matches(needed.resource())
                && conditions.propertyStream().allMatch(operator -> holds(operator, needed.context()));
    }

    private static boolean holds(Map.Entry<String, JsonNode> operator, Map<String, String> context) {
        if (!List.of("ArnEquals", "StringEquals").contains(operator.getKey())) {
            throw new IllegalArgumentException("the operator " + operator.getKey() + " is not implemented");
        }
        return operator.getValue()
                .propertyStream()
                .allMatch(condition -> oneOrMore(condition.getValue())
                        .anyMatch(value -> value.asText().equals(context.get(condition.getKey()))));
    }

    private static String text(JsonNode resource, Map<String, String> arns) {
        if (resource.isTextual()) {
            return resource.asText();
        }
        if (resource.has("Fn::Sub")) {
            String text = resource.path("Fn::Sub").asText();
            for (Map.Entry<String, String> arn : arns.entrySet()) {
                text = text.replace("${" + arn.getKey() + "}", arn.getValue());
            }
            return text;
        }
        String name = resource.has("Ref")
                ? resource.path("Ref").asText()
                : resource.path("Fn::GetAtt").path(0).asText() + "."
                        + resource.path("Fn::GetAtt").path(1).asText();
        if (!arns.containsKey(name)) {
            throw new IllegalArgumentException("what is " + resource + "?");
        }
        return arns.get(name);
    }

    private static Stream<JsonNode> oneOrMore(JsonNode value) {
        return value.isArray() ? value.valueStream() : Stream.of(value);
    }

    @Override
    public String toString() {
        return sid + ": " + action + " on " + resource;
    }
}
