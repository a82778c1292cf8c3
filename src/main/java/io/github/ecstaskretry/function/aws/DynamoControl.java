package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.function.retry.Control;
import io.github.ecstaskretry.store.DeploymentItem;
import io.github.ecstaskretry.store.ItemReader;
import io.github.ecstaskretry.store.PauseItem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Keeps the control item in DynamoDB, at attempt 0 of a job id that no task can have. */
public final class DynamoControl implements Control {

    /** The first stop is a little older than the invocation that handles it, because Lambda may have tried it twice before. */
    private static final Duration FIRST_EVENT = Duration.ofMinutes(5);

    private static final Map<String, AttributeValue> KEY = DeploymentItem.control();

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final InstantSource clock;

    public DynamoControl(DynamoDbClient dynamoDb, String table, InstantSource clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public ControlItem read() {
        Map<String, AttributeValue> item = dynamoDb.getItem(
                        request -> request.tableName(table).key(KEY).consistentRead(true))
                .item();
        return item.isEmpty() ? create() : controlItem(item);
    }

    @Override
    public boolean changePauses(List<Pause> before, List<Pause> after) {
        Map<String, AttributeValue> values = new HashMap<>();
        if (!after.isEmpty()) {
            values.put(":after", PauseItem.write(after));
        }
        if (!before.isEmpty()) {
            values.put(":before", PauseItem.write(before));
        }
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(KEY)
                    .updateExpression(after.isEmpty() ? "REMOVE " + PAUSED : "SET " + PAUSED + " = :after")
                    .conditionExpression(
                            before.isEmpty()
                                    ? "attribute_exists(" + ADOPT_SINCE + ") AND attribute_not_exists(" + PAUSED + ")"
                                    : PAUSED + " = :before")
                    .expressionAttributeValues(values.isEmpty() ? null : values));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    @Override
    public void launchesRead(Instant until) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(KEY)
                    .updateExpression("SET " + LAUNCHES_READ_UNTIL + " = :until")
                    .conditionExpression("attribute_exists(" + ADOPT_SINCE + ") AND (attribute_not_exists("
                            + LAUNCHES_READ_UNTIL + ") OR " + LAUNCHES_READ_UNTIL + " < :until)")
                    .expressionAttributeValues(Map.of(":until", AttributeValue.fromS(Timestamps.format(until)))));
        } catch (ConditionalCheckFailedException later) {
            // Another invocation has read more, or the item was deleted.
        }
    }

    /** If another invocation was faster, its item counts. */
    private ControlItem create() {
        Instant adoptSince = clock.instant().minus(FIRST_EVENT);
        Map<String, AttributeValue> item = new HashMap<>(KEY);
        item.put(ADOPT_SINCE, AttributeValue.fromS(Timestamps.format(adoptSince)));
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(" + JOB_ID + ")")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return controlItem(item);
        } catch (ConditionalCheckFailedException e) {
            return controlItem(e.item());
        }
    }

    private static ControlItem controlItem(Map<String, AttributeValue> item) {
        ItemReader control = new ItemReader(item);
        return new ControlItem(
                control.time(ADOPT_SINCE), control.optionalTime(LAUNCHES_READ_UNTIL), PauseItem.read(item));
    }
}
