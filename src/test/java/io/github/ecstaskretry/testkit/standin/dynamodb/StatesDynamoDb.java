package io.github.ecstaskretry.testkit.standin.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** DynamoDB as a state machine calls it: PutItem of texts and numbers. */
public final class StatesDynamoDb {

    private StatesDynamoDb() {}

    public static AwsService of(DynamoDbClient dynamoDb) {
        return new AwsService("DynamoDB", Map.of("PutItem", request -> putItem(dynamoDb, request)));
    }

    private static ObjectNode putItem(DynamoDbClient dynamoDb, ObjectNode request) {
        Map<String, AttributeValue> item = request.path("Item")
                .propertyStream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> value(attribute.getValue())));
        try {
            dynamoDb.putItem(
                    put -> put.tableName(request.path("TableName").asText()).item(item));
            return Json.object();
        } catch (DynamoDbException e) {
            throw AwsError.client(
                    e.awsErrorDetails().errorCode(), e.awsErrorDetails().errorMessage());
        }
    }

    private static AttributeValue value(JsonNode value) {
        return value.has("N")
                ? AttributeValue.fromN(value.path("N").textValue())
                : AttributeValue.fromS(value.path("S").textValue());
    }
}
