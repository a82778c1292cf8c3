package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.function.operate.RetryOrders;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.store.PendingShard;
import io.github.ecstaskretry.store.StateMachineArn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes orders into the item of the retry. */
public final class DynamoOrders implements RetryOrders {

    private final TableClient table;
    private final StateMachineArn stateMachine;

    public DynamoOrders(DynamoDbClient dynamoDb, AttemptTable table) {
        this.table = new TableClient(dynamoDb, table.name());
        this.stateMachine = table.stateMachine();
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
    public boolean rerun(AttemptId end, Reruns before, String newJobId, Order order) {
        List<String> after = new ArrayList<>(before.jobIds());
        after.add(newJobId);
        Map<String, AttributeValue> values = OrderValues.of(order);
        values.put(":after", texts(after));
        if (!before.jobIds().isEmpty()) {
            values.put(":before", texts(before.jobIds()));
        }
        return table.updateIf(
                before.jobIds().isEmpty()
                        ? "attribute_exists(" + OUTCOME + ") AND attribute_not_exists(" + RERUN_AS + ")"
                        : RERUN_AS + " = :before",
                DynamoAttempts.key(end),
                "SET " + RERUN_AS + " = :after" + OrderValues.rerun(order),
                values);
    }

    private static AttributeValue texts(List<String> texts) {
        return AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
    }

    private AttributeValue execution(AttemptId retry, LaunchName name) {
        return AttributeValue.fromS(stateMachine.executionArn(name.of(retry.next())));
    }
}
