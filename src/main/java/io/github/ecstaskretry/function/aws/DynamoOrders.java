package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.CANCELLED_AT;
import static io.github.ecstaskretry.store.AttemptAttributes.CANCELLED_BY;
import static io.github.ecstaskretry.store.AttemptAttributes.CANCEL_REASON;
import static io.github.ecstaskretry.store.AttemptAttributes.PENDING_SHARD;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.function.operate.RetryOrders;
import io.github.ecstaskretry.store.PendingShard;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Orders on DynamoDB, in the item of the retry. */
public final class DynamoOrders implements RetryOrders {

    private final DynamoDbClient dynamoDb;
    private final String table;

    /** Writes to the table of that name. */
    public DynamoOrders(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** Among the held retries reconciling finds it whenever it was due. */
    @Override
    public boolean cancel(AttemptId retry, Order order) {
        Map<String, AttributeValue> values = values(order);
        values.put(":held", AttributeValue.fromS(PendingShard.ofHeld(retry)));
        return update(
                retry,
                "SET " + PENDING_SHARD + " = :held, " + set(CANCELLED_BY, CANCELLED_AT, CANCEL_REASON, order),
                "attribute_exists(" + PENDING_SHARD + ") AND attribute_not_exists(" + CANCELLED_BY + ")",
                values);
    }

    private static String set(String by, String at, String reason, Order order) {
        return by + " = :by, " + at + " = :at" + (order.reason() == null ? "" : ", " + reason + " = :reason");
    }

    private static Map<String, AttributeValue> values(Order order) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":by", AttributeValue.fromS(order.by()));
        values.put(":at", AttributeValue.fromS(Timestamps.format(order.at())));
        if (order.reason() != null) {
            values.put(":reason", AttributeValue.fromS(order.reason()));
        }
        return values;
    }

    private boolean update(AttemptId retry, String expression, String condition, Map<String, AttributeValue> values) {
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(DynamoAttempts.key(retry))
                    .updateExpression(expression)
                    .conditionExpression(condition)
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException overtaken) {
            return false;
        }
    }
}
