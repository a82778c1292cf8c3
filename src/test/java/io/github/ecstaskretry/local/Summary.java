package io.github.ecstaskretry.local;

import io.github.ecstaskretry.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.standin.sns.SnsMessage;
import io.github.ecstaskretry.standin.wire.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is left when the story has ended: the attempts and the notices. */
final class Summary {

    private Summary() {}

    /** The whole table, the oldest job first. */
    static String attempts(DynamoDbClient dynamoDb) {
        List<Map<String, AttributeValue>> items =
                dynamoDb.scanPaginator(request -> request.tableName(LocalDeployment.TABLE)).items().stream()
                        .toList();
        Map<String, String> firstStop = items.stream()
                .collect(Collectors.toMap(
                        item -> text(item, "jobId"),
                        item -> text(item, "stoppedAt"),
                        (one, other) -> one.compareTo(other) < 0 ? one : other));
        Columns table = new Columns()
                .add("family", "attempt", "stopped", "stop code", "cause", "kind", "decision", "wait", "rule");
        items.stream()
                .sorted(Comparator.comparing((Map<String, AttributeValue> item) -> firstStop.get(text(item, "jobId")))
                        .thenComparing(item -> text(item, "jobId"))
                        .thenComparing(
                                item -> Integer.valueOf(item.get("attempt").n())))
                .forEach(item -> table.add(
                        text(item, "family"),
                        item.get("attempt").n(),
                        text(item, "stoppedAt").substring(11, 19),
                        text(item, "stopCode"),
                        text(item, "cause"),
                        text(item, "causeKind"),
                        item.containsKey("outcome") ? text(item, "outcome") : text(item, "decision"),
                        item.containsKey("delaySeconds")
                                ? item.get("delaySeconds").n() + " s"
                                : "",
                        text(item, "rule")));
        return table.toString();
    }

    /** Each notice's subject and sentence. */
    static String notices(List<SnsMessage> messages) {
        return messages.stream()
                .map(message -> "* " + message.subject() + System.lineSeparator() + "  "
                        + Json.read(message.body()).path("summary").asText())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null ? "" : value.s();
    }
}
