package io.github.ecstaskretry.testkit.standin.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/** Makes the attempts table as the template declares it. */
public final class RetryTable {

    private static final String LOGICAL_ID = "AttemptsTable";

    private RetryTable() {}

    /** Creates the table with its indexes and its time to live under that name. */
    public static void create(DynamoDbClient dynamoDb, String name) {
        JsonNode table = SamTemplate.read().properties(LOGICAL_ID);
        dynamoDb.createTable(request -> request.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(Json.elements(table.path("AttributeDefinitions"))
                        .map(RetryTable::attribute)
                        .toList())
                .keySchema(keys(table))
                .globalSecondaryIndexes(Json.elements(table.path("GlobalSecondaryIndexes"))
                        .map(RetryTable::index)
                        .toList()));
        dynamoDb.updateTimeToLive(request -> request.tableName(name)
                .timeToLiveSpecification(ttl -> ttl.enabled(true)
                        .attributeName(table.path("TimeToLiveSpecification")
                                .path("AttributeName")
                                .asText())));
    }

    /** A job's attempts, in order. */
    public static List<Map<String, AttributeValue>> attempts(DynamoDbClient dynamoDb, String name, String jobId) {
        return dynamoDb.query(request -> request.tableName(name)
                        .consistentRead(true)
                        .keyConditionExpression("jobId = :jobId AND attempt > :zero")
                        .expressionAttributeValues(
                                Map.of(":jobId", AttributeValue.fromS(jobId), ":zero", AttributeValue.fromN("0"))))
                .items();
    }

    /** Every item, strongly consistent. */
    public static Stream<Map<String, AttributeValue>> items(DynamoDbClient dynamoDb, String name) {
        return dynamoDb.scanPaginator(request -> request.tableName(name).consistentRead(true)).items().stream();
    }

    /** Lets time pass: moves the times of open attempts and of the control item into the past. */
    public static void age(DynamoDbClient dynamoDb, String name, Duration by) {
        dynamoDb.scanPaginator(request -> request.tableName(name)
                        .filterExpression("attribute_exists(pendingShard) OR attribute_exists(adoptSince)"))
                .items()
                .forEach(item -> age(dynamoDb, name, item, by));
    }

    private static void age(DynamoDbClient dynamoDb, String name, Map<String, AttributeValue> item, Duration by) {
        List<String> times = Stream.of("notBefore", "recordedAt", "missingSince", "noticeTakenAt", "adoptSince")
                .filter(item::containsKey)
                .toList();
        try {
            dynamoDb.updateItem(request -> request.tableName(name)
                    .key(Map.of("jobId", item.get("jobId"), "attempt", item.get("attempt")))
                    .updateExpression(times.stream()
                            .map(time -> time + " = :" + time)
                            .collect(Collectors.joining(", ", "SET ", "")))
                    .conditionExpression("attribute_exists(pendingShard) OR attribute_exists(adoptSince)")
                    .expressionAttributeValues(times.stream()
                            .collect(Collectors.toMap(time -> ":" + time, time -> earlier(item.get(time), by)))));
        } catch (ConditionalCheckFailedException closedMeanwhile) {
            // The attempt was closed meanwhile, so it has no due time.
        }
    }

    private static AttributeValue earlier(AttributeValue time, Duration by) {
        return AttributeValue.fromS(Timestamps.format(Instant.parse(time.s()).minus(by)));
    }

    private static AttributeDefinition attribute(JsonNode definition) {
        return AttributeDefinition.builder()
                .attributeName(definition.path("AttributeName").asText())
                .attributeType(definition.path("AttributeType").asText())
                .build();
    }

    private static List<KeySchemaElement> keys(JsonNode owner) {
        return Json.elements(owner.path("KeySchema"))
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.path("AttributeName").asText())
                        .keyType(key.path("KeyType").asText())
                        .build())
                .toList();
    }

    private static GlobalSecondaryIndex index(JsonNode index) {
        JsonNode projection = index.path("Projection");
        Projection.Builder projected = Projection.builder()
                .projectionType(projection.path("ProjectionType").asText());
        List<String> attributes = Json.elements(projection.path("NonKeyAttributes"))
                .map(JsonNode::asText)
                .toList();
        if (!attributes.isEmpty()) {
            projected.nonKeyAttributes(attributes);
        }
        return GlobalSecondaryIndex.builder()
                .indexName(index.path("IndexName").asText())
                .keySchema(keys(index))
                .projection(projected.build())
                .build();
    }
}
