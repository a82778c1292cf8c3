package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import io.github.ecstaskretry.function.retry.OpenAttempts;
import io.github.ecstaskretry.store.ItemReader;
import io.github.ecstaskretry.store.PendingShard;
import io.github.ecstaskretry.store.UnreadableItemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Finds open attempts in the pending index, and recorded ones with BatchGetItem, which takes 100 keys (Amazon DynamoDB API reference). */
public final class DynamoOpenAttempts implements OpenAttempts {

    private static final int MOST_KEYS = 100;

    private final DynamoDbClient dynamoDb;
    private final String table;

    /** Reads the table of that name. */
    public DynamoOpenAttempts(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public List<Iterable<Open>> retries(Instant dueBefore, Consumer<RuntimeException> unreadable) {
        return open(PendingShard.ofRetries(), dueBefore, unreadable);
    }

    @Override
    public List<Iterable<Open>> held(Consumer<RuntimeException> unreadable) {
        return open(PendingShard.ofHeldRetries(), PendingShard.ANY_TIME, unreadable);
    }

    @Override
    public boolean release(AttemptId retry, RunTaskRequest request, String launchSource) {
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(DynamoAttempts.key(retry))
                    .updateExpression("SET " + LAUNCH_REQUEST + " = :request, " + LAUNCH_SOURCE + " = :source, "
                            + PENDING_SHARD + " = :shard REMOVE " + HELD_FOR + ", " + HELD_SINCE)
                    .conditionExpression("attribute_exists(" + HELD_FOR + ") AND attribute_exists(" + PENDING_SHARD
                            + ") AND attribute_not_exists(" + CANCELLED_BY + ")")
                    .expressionAttributeValues(Map.of(
                            ":request", AttributeValue.fromS(LaunchRequestJson.redacted(request)),
                            ":source", AttributeValue.fromS(launchSource),
                            ":shard", AttributeValue.fromS(PendingShard.ofRetry(retry)))));
            return true;
        } catch (ConditionalCheckFailedException over) {
            return false;
        }
    }

    @Override
    public boolean resume(AttemptId retry, Instant notBefore, @Nullable Order by) {
        Map<String, AttributeValue> values = OrderValues.of(by);
        values.put(":paused", AttributeValue.fromS(Held.Reason.PAUSED.word()));
        values.put(":notBefore", AttributeValue.fromS(Timestamps.format(notBefore)));
        values.put(":shard", AttributeValue.fromS(PendingShard.ofRetry(retry)));
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(DynamoAttempts.key(retry))
                    .updateExpression("SET " + NOT_BEFORE + " = :notBefore, " + PENDING_SHARD + " = :shard"
                            + OrderValues.released(by) + " REMOVE " + HELD_FOR + ", " + HELD_SINCE)
                    .conditionExpression(HELD_FOR + " = :paused AND attribute_exists(" + PENDING_SHARD
                            + ") AND attribute_not_exists(" + CANCELLED_BY + ")")
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException over) {
            return false;
        }
    }

    @Override
    public List<Iterable<Open>> notices(Instant stoppedBefore, Consumer<RuntimeException> unreadable) {
        return open(PendingShard.ofNotices(), stoppedBefore, unreadable);
    }

    private List<Iterable<Open>> open(List<String> shards, Instant before, Consumer<RuntimeException> unreadable) {
        return shards.stream()
                .map(shard -> PendingShard.query(table, shard, before).build())
                .<Iterable<Open>>map(query -> () -> dynamoDb.queryPaginator(query).items().stream()
                        .flatMap(item -> read(item, unreadable))
                        .iterator())
                .toList();
    }

    private static Stream<Open> read(Map<String, AttributeValue> attributes, Consumer<RuntimeException> unreadable) {
        ItemReader item = new ItemReader(attributes);
        try {
            return Stream.of(
                    new Open(item.id(), item.text(CLUSTER_ARN), item.time(NOT_BEFORE), item.time(RECORDED_AT)));
        } catch (UnreadableItemException e) {
            unreadable.accept(e);
            return Stream.empty();
        }
    }

    @Override
    public Instant missingSince(AttemptId attempt, Instant now) {
        try {
            Map<String, AttributeValue> updated = dynamoDb.updateItem(request -> request.tableName(table)
                            .key(DynamoAttempts.key(attempt.jobId(), attempt.number() - 1))
                            .updateExpression("SET " + MISSING_SINCE + " = if_not_exists(" + MISSING_SINCE + ", :now)")
                            .conditionExpression("attribute_exists(" + PENDING_SHARD + ")")
                            .expressionAttributeValues(Map.of(":now", AttributeValue.fromS(Timestamps.format(now))))
                            .returnValues(ReturnValue.UPDATED_NEW))
                    .attributes();
            return new ItemReader(updated).time(MISSING_SINCE);
        } catch (ConditionalCheckFailedException closed) {
            return now;
        }
    }

    @Override
    public void found(AttemptId attempt) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(DynamoAttempts.key(attempt.jobId(), attempt.number() - 1))
                    .updateExpression("REMOVE " + MISSING_SINCE)
                    .conditionExpression("attribute_exists(" + MISSING_SINCE + ")"));
        } catch (ConditionalCheckFailedException neverMissed) {
            // The retry has no such note.
        }
    }

    @Override
    public Set<AttemptId> recorded(Set<AttemptId> attempts) {
        List<AttemptId> ids = new ArrayList<>(attempts);
        Set<AttemptId> recorded = new HashSet<>();
        for (int from = 0; from < ids.size(); from += MOST_KEYS) {
            recorded.addAll(batch(ids.subList(from, Math.min(from + MOST_KEYS, ids.size()))));
        }
        return recorded;
    }

    /** The paginator asks again for keys that DynamoDB left unprocessed. */
    private List<AttemptId> batch(List<AttemptId> ids) {
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .consistentRead(true)
                .projectionExpression(JOB_ID + ", " + ATTEMPT + ", " + LAUNCH_ERROR)
                .keys(ids.stream().map(DynamoAttempts::key).toList())
                .build();
        return dynamoDb.batchGetItemPaginator(request -> request.requestItems(Map.of(table, keys))).stream()
                .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
                .map(ItemReader::new)
                .filter(item -> !new LaunchFailure(item.optionalText(LAUNCH_ERROR), null, null).lost())
                .map(ItemReader::id)
                .toList();
    }
}
