package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.function.operate.RetryOrders;
import io.github.ecstaskretry.function.retry.OpenReruns.OrderedRerun;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.store.PendingShard;
import io.github.ecstaskretry.store.StateMachineArn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Writes orders into the item of the retry. */
public final class DynamoOrders implements RetryOrders {

    private final TableClient table;
    private final StateMachineArn stateMachine;
    private final Duration retention;

    public DynamoOrders(DynamoDbClient dynamoDb, AttemptTable table) {
        this.table = new TableClient(dynamoDb, table.name());
        this.stateMachine = table.stateMachine();
        this.retention = table.retention();
    }

    /** Reconciling reads the held retries in every round, whenever they are due. */
    @Override
    public boolean cancel(AttemptId retry, Order order) {
        Map<String, AttributeValue> values = OrderValues.of(order);
        values.put(":held", AttributeValue.fromS(PendingShard.ofHeld(retry)));
        return table.updateIf(
                "attribute_exists(" + PENDING_SHARD + ") AND attribute_not_exists(" + CANCELLED_BY + ")",
                DynamoAttempts.key(retry),
                "SET " + PENDING_SHARD + " = :held" + OrderValues.cancelled(order),
                values);
    }

    @Override
    public boolean hurry(AttemptId retry, Order order) {
        Map<String, AttributeValue> values = OrderValues.of(order);
        values.put(":planned", execution(retry, LaunchName.PLANNED));
        values.put(":now", execution(retry, LaunchName.NOW));
        values.put(":notBefore", TableClient.time(order.at()));
        values.put(":shard", AttributeValue.fromS(PendingShard.ofRetry(retry)));
        return table.updateIf(
                "attribute_exists(" + PENDING_SHARD + ") AND attribute_not_exists(" + CANCELLED_BY + ") AND "
                        + EXECUTION_ARN + " = :planned",
                DynamoAttempts.key(retry),
                "SET " + EXECUTION_ARN + " = :now, " + NOT_BEFORE + " = :notBefore, " + PENDING_SHARD + " = :shard"
                        + OrderValues.released(order) + " REMOVE " + HELD_FOR + ", " + HELD_SINCE,
                values);
    }

    @Override
    public boolean rerun(AttemptId end, Reruns before, OrderedRerun rerun, Order order) {
        List<String> after = new ArrayList<>(before.jobIds());
        after.add(rerun.request().attempt().jobId());
        Map<String, AttributeValue> values = OrderValues.of(order);
        values.put(":after", texts(after));
        if (!before.jobIds().isEmpty()) {
            values.put(":before", texts(before.jobIds()));
        }
        String condition = before.jobIds().isEmpty()
                ? "attribute_exists(" + OUTCOME + ") AND attribute_not_exists(" + RERUN_AS + ")"
                : RERUN_AS + " = :before";
        Update name = Update.builder()
                .tableName(table.name())
                .key(DynamoAttempts.key(end))
                .updateExpression("SET " + RERUN_AS + " = :after" + OrderValues.rerun(order))
                .conditionExpression(condition)
                .expressionAttributeValues(values)
                .build();
        Put open = Put.builder()
                .tableName(table.name())
                .item(DynamoOpenReruns.item(rerun, order.at(), retention))
                .build();
        try {
            table.dynamoDb()
                    .transactWriteItems(request -> request.transactItems(
                            TransactWriteItem.builder().update(name).build(),
                            TransactWriteItem.builder().put(open).build()));
            return true;
        } catch (TransactionCanceledException overtaken) {
            if (overtaken.cancellationReasons().stream()
                    .noneMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
                throw overtaken;
            }
            return false;
        }
    }

    private static AttributeValue texts(List<String> texts) {
        return AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
    }

    private AttributeValue execution(AttemptId retry, LaunchName name) {
        return AttributeValue.fromS(stateMachine.executionArn(name.of(retry.next())));
    }
}
