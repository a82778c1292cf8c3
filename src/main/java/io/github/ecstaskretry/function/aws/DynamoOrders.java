package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.function.operate.RetryOrders;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.store.PendingShard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Writes orders into the item of the retry. */
public final class DynamoOrders implements RetryOrders {

    private final DynamoDbClient dynamoDb;
    private final AttemptTable table;

    public DynamoOrders(DynamoDbClient dynamoDb, AttemptTable table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** Reconciling reads the held retries in every round, whenever they are due. */
    @Override
    public boolean cancel(AttemptId retry, Order order) {
        Map<String, AttributeValue> values = OrderValues.of(order);
        values.put(":held", AttributeValue.fromS(PendingShard.ofHeld(retry)));
        return update(
                retry,
                "SET " + PENDING_SHARD + " = :held" + OrderValues.cancelled(order),
                "attribute_exists(" + PENDING_SHARD + ") AND attribute_not_exists(" + CANCELLED_BY + ")",
                values);
    }

    @Override
    public boolean hurry(AttemptId retry, Order order) {
        Map<String, AttributeValue> values = OrderValues.of(order);
        values.put(":planned", execution(retry, LaunchName.PLANNED));
        values.put(":now", execution(retry, LaunchName.NOW));
        values.put(":notBefore", AttributeValue.fromS(Timestamps.format(order.at())));
        values.put(":shard", AttributeValue.fromS(PendingShard.ofRetry(retry)));
        return update(
                retry,
                "SET " + EXECUTION_ARN + " = :now, " + NOT_BEFORE + " = :notBefore, " + PENDING_SHARD + " = :shard"
                        + OrderValues.released(order) + " REMOVE " + HELD_FOR + ", " + HELD_SINCE,
                "attribute_exists(" + PENDING_SHARD + ") AND attribute_not_exists(" + CANCELLED_BY + ") AND "
                        + EXECUTION_ARN + " = :planned",
                values);
    }

    @Override
    public boolean rerun(AttemptId end, Reruns before, String newJobId, Order order) {
        List<String> after = new ArrayList<>(before.jobIds());
        after.add(newJobId);
        Map<String, AttributeValue> values = OrderValues.of(order);
        values.put(":after", texts(after));
        if (!before.jobIds().isEmpty()) {
            values.put(":before", texts(before.jobIds()));
        }
        return update(
                end,
                "SET " + RERUN_AS + " = :after" + OrderValues.rerun(order),
                before.jobIds().isEmpty()
                        ? "attribute_exists(" + OUTCOME + ") AND attribute_not_exists(" + RERUN_AS + ")"
                        : RERUN_AS + " = :before",
                values);
    }

    private static AttributeValue texts(List<String> texts) {
        return AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
    }

    private AttributeValue execution(AttemptId retry, LaunchName name) {
        return AttributeValue.fromS(table.stateMachine().executionArn(name.of(retry.next())));
    }

    private boolean update(AttemptId retry, String expression, String condition, Map<String, AttributeValue> values) {
        try {
            dynamoDb.updateItem(update -> update.tableName(table.name())
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
