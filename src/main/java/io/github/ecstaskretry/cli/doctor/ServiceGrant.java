package io.github.ecstaskretry.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An action that a resource's policy allows a service.
 *
 * @param service such as {@code events.amazonaws.com}
 * @param action such as {@code lambda:InvokeFunction}; may hold {@code *}
 * @param sourceArn the resource on whose behalf the service may act, may hold {@code *}; null means any
 */
public record ServiceGrant(
        String service, String action, @Nullable String sourceArn) {

    static final String EVENTS = "events.amazonaws.com";
    private static final Set<String> IS = Set.of("ArnEquals", "ArnLike", "StringEquals", "StringLike");

    boolean allows(String otherService, String otherAction, String otherSource) {
        return service.equals(otherService)
                && new Glob(action).matchesIgnoringCase(otherAction)
                && (sourceArn == null || new Glob(sourceArn).matches(otherSource));
    }

    /**
     * Reads the grants of a resource's policy (IAM user guide, "IAM JSON policy elements reference"). It understands Allow statements,
     * their services, and a condition that {@code aws:SourceArn} equals or is like a pattern. Other statements count as no grant.
     */
    public static List<ServiceGrant> read(String text) {
        List<ServiceGrant> grants = new ArrayList<>();
        Json.tryParse(text)
                .ifPresent(policy -> oneOrMore(policy.path("Statement"))
                        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                        .forEach(statement -> add(statement, grants)));
        return grants;
    }

    private static void add(JsonNode statement, List<ServiceGrant> grants) {
        List<@Nullable String> sources = sources(statement.path("Condition"));
        oneOrMore(statement.path("Principal").path("Service"))
                .forEach(service -> oneOrMore(statement.path("Action"))
                        .forEach(action -> sources.forEach(
                                source -> grants.add(new ServiceGrant(service.asText(), action.asText(), source)))));
    }

    /** Null stands for any source. */
    private static List<@Nullable String> sources(JsonNode condition) {
        List<@Nullable String> sources = new ArrayList<>();
        boolean any = true;
        for (Map.Entry<String, JsonNode> operator : condition.properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                if (key.getKey().equalsIgnoreCase("aws:SourceArn")) {
                    any = false;
                    if (IS.contains(operator.getKey())) {
                        oneOrMore(key.getValue()).map(JsonNode::asText).forEach(sources::add);
                    }
                }
            }
        }
        if (any) {
            sources.add(null);
        }
        return sources;
    }

    private static Stream<JsonNode> oneOrMore(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream();
        }
        return node.isMissingNode() ? Stream.empty() : Stream.of(node);
    }
}
