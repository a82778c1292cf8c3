package io.github.ecstaskretry.testkit.simulation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** TransactWriteItems of one writer. */
record Transaction(Table table, Invocation writer) {

    /** All or nothing. The reasons stand in the order of the parts. */
    TransactWriteItemsResponse write(TransactWriteItemsRequest request) {
        List<CancellationReason> reasons =
                request.transactItems().stream().map(this::reason).toList();
        if (reasons.stream().anyMatch(reason -> !reason.code().equals("None"))) {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(reasons)
                    .message("Transaction cancelled")
                    .build();
        }
        request.transactItems().forEach(this::apply);
        return TransactWriteItemsResponse.builder().build();
    }

    private CancellationReason reason(TransactWriteItem part) {
        if (part.put() != null) {
            Put put = part.put();
            return reason(
                    Table.Key.of(put.item()),
                    put.conditionExpression(),
                    put.expressionAttributeNames(),
                    put.expressionAttributeValues(),
                    put.returnValuesOnConditionCheckFailure());
        }
        Update update = Objects.requireNonNull(part.update(), "only Put and Update are known");
        return reason(
                Table.Key.of(update.key()),
                update.conditionExpression(),
                update.expressionAttributeNames(),
                update.expressionAttributeValues(),
                update.returnValuesOnConditionCheckFailure());
    }

    private CancellationReason reason(
            Table.Key key,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            ReturnValuesOnConditionCheckFailure answer) {
        Map<String, AttributeValue> there = table.current(key);
        if (Table.holds(condition, there, names, values)) {
            return CancellationReason.builder().code("None").build();
        }
        CancellationReason.Builder reason = CancellationReason.builder().code("ConditionalCheckFailed");
        return answer == ReturnValuesOnConditionCheckFailure.ALL_OLD && !there.isEmpty()
                ? reason.item(there).build()
                : reason.build();
    }

    private void apply(TransactWriteItem part) {
        if (part.put() != null) {
            table.write(Table.Key.of(part.put().item()), part.put().item(), writer);
            return;
        }
        Update update = part.update();
        Map<String, AttributeValue> there = table.current(Table.Key.of(update.key()));
        table.write(
                Table.Key.of(update.key()),
                new Expressions(update.expressionAttributeNames(), update.expressionAttributeValues())
                        .updated(update.updateExpression(), there.isEmpty() ? update.key() : there),
                writer);
    }
}
