package io.github.ecstaskretry.testkit.standin.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/**
 * Matches events as a rule of EventBridge does (Amazon EventBridge user guide, "Comparison operators for use in event
 * patterns"). Implemented are exact values, {@code prefix}, {@code exists}, {@code anything-but} of values or of prefixes, and {@code $or} of fields.
 */
public final class EventPattern {

    private EventPattern() {}

    /** Fields must all match; within one array any element may. */
    public static boolean matches(JsonNode pattern, JsonNode event) {
        return pattern.properties().stream().allMatch(field -> {
            if (field.getKey().equals("$or")) {
                return field.getValue().valueStream().anyMatch(either -> matches(either, event));
            }
            JsonNode actual = event.path(field.getKey());
            return field.getValue().isArray()
                    ? field.getValue().valueStream().anyMatch(accepted -> accepts(accepted, actual))
                    : matches(field.getValue(), actual);
        });
    }

    private static boolean accepts(JsonNode accepted, JsonNode actual) {
        if (!accepted.isObject()) {
            return actual.isArray() ? actual.valueStream().anyMatch(accepted::equals) : accepted.equals(actual);
        }
        String operator = accepted.fieldNames().next();
        JsonNode operand = accepted.get(operator);
        return switch (operator) {
            case "exists" -> operand.booleanValue() != actual.isMissingNode();
            case "prefix" -> actual.asText().startsWith(operand.textValue());
            case "anything-but" -> !actual.isMissingNode() && noneOf(operand, actual);
            default -> throw new IllegalArgumentException("the operator " + operator + " is not implemented");
        };
    }

    private static boolean noneOf(JsonNode refused, JsonNode actual) {
        if (!refused.isObject()) {
            return oneOrMore(refused).noneMatch(actual::equals);
        }
        if (!refused.has("prefix")) {
            throw new IllegalArgumentException("anything-but " + refused + " is not implemented");
        }
        return oneOrMore(refused.get("prefix"))
                .noneMatch(prefix -> actual.asText().startsWith(prefix.textValue()));
    }

    private static Stream<JsonNode> oneOrMore(JsonNode operand) {
        return operand.isArray() ? operand.valueStream() : Stream.of(operand);
    }
}
