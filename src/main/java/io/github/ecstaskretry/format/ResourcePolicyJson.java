package io.github.ecstaskretry.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.doctor.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a resource's policy allows AWS services (IAM user guide, "IAM JSON policy elements reference"). Read are statements that
 * allow, their services, and a condition on {@code aws:SourceArn}.
 */
public final class ResourcePolicyJson {

    private ResourcePolicyJson() {}

    /** None where the text is no policy. */
    public static List<Grant> read(String text) {
        List<Grant> grants = new ArrayList<>();
        Json.tryParse(text)
                .ifPresent(policy -> oneOrMore(policy.path("Statement"))
                        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                        .forEach(statement -> add(statement, grants)));
        return grants;
    }

    private static void add(JsonNode statement, List<Grant> grants) {
        List<@Nullable String> sources = sources(statement.path("Condition"));
        oneOrMore(statement.path("Principal").path("Service"))
                .forEach(service -> oneOrMore(statement.path("Action"))
                        .forEach(action -> sources.forEach(
                                source -> grants.add(new Grant(service.asText(), action.asText(), source)))));
    }

    /** One null for anybody. */
    private static List<@Nullable String> sources(JsonNode condition) {
        List<@Nullable String> sources = new ArrayList<>();
        condition
                .valueStream()
                .flatMap(operator -> operator.properties().stream())
                .filter(key -> key.getKey().equalsIgnoreCase("aws:SourceArn"))
                .forEach(key -> oneOrMore(key.getValue()).forEach(source -> sources.add(source.asText())));
        if (sources.isEmpty()) {
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
