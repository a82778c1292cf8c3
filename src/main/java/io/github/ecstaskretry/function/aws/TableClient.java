package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.CANCELLED_BY;
import static io.github.ecstaskretry.store.AttemptAttributes.HELD_FOR;
import static io.github.ecstaskretry.store.AttemptAttributes.PENDING_SHARD;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.store.ItemReader;
import io.github.ecstaskretry.store.PendingShard;
import io.github.ecstaskretry.store.UnreadableItemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Conditional updates of the table, and queries of its pending index, for all adapters. */
record TableClient(DynamoDbClient dynamoDb, String name) {

    /** Updates an item. Throws a {@link ConditionalCheckFailedException} with the item if the condition does not hold. */
    void update(
            @Nullable String condition,
            Map<String, AttributeValue> key,
            String expression,
            Map<String, AttributeValue> values) {
        dynamoDb.updateItem(request -> request.tableName(name)
                .key(key)
                .updateExpression(expression)
                .conditionExpression(condition)
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    /** Updates an item if the condition holds, and returns whether it does. */
    boolean updateIf(
            String condition, Map<String, AttributeValue> key, String expression, Map<String, AttributeValue> values) {
        return refusal(condition, key, expression, values).isEmpty();
    }

    /** The same; returns the item if the condition does not hold. */
    Optional<Map<String, AttributeValue>> refusal(
            String condition, Map<String, AttributeValue> key, String expression, Map<String, AttributeValue> values) {
        try {
            update(condition, key, expression, values);
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(e.item());
        }
    }

    /** Updates an item and returns the new values; empty if the condition does not hold. */
    Optional<ItemReader> updated(
            String condition, Map<String, AttributeValue> key, String expression, Map<String, AttributeValue> values) {
        try {
            return Optional.of(new ItemReader(dynamoDb.updateItem(request -> request.tableName(name)
                            .key(key)
                            .updateExpression(expression)
                            .conditionExpression(condition)
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.UPDATED_NEW))
                    .attributes()));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    /** Writes an item; returns the item that is there if the condition does not hold. */
    Optional<Map<String, AttributeValue>> put(
            Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        try {
            dynamoDb.putItem(request -> request.tableName(name)
                    .item(item)
                    .conditionExpression(condition)
                    .expressionAttributeValues(values.isEmpty() ? null : values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(e.item());
        }
    }

    /** Reads an item with a strongly consistent read. Returns an empty map if the table does not have the item. */
    Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        return dynamoDb.getItem(request -> request.tableName(name).key(key).consistentRead(true))
                .item();
    }

    /** Moves a retry to another key of the pending index, if nobody holds it or has cancelled it. */
    void move(AttemptId retry, String from, String to) {
        updateIf(
                PENDING_SHARD + " = :from AND attribute_not_exists(" + HELD_FOR + ") AND attribute_not_exists("
                        + CANCELLED_BY + ")",
                DynamoAttempts.key(retry),
                "SET " + PENDING_SHARD + " = :to",
                Map.of(":from", AttributeValue.fromS(from), ":to", AttributeValue.fromS(to)));
    }

    /** The items of the pending index under these keys and before that time. The iteration fetches each part. */
    <T> List<Iterable<T>> pending(
            List<String> shards,
            Instant before,
            Function<ItemReader, T> format,
            Consumer<RuntimeException> unreadable) {
        return shards.stream()
                .<Iterable<T>>map(shard ->
                        () -> pending(shard, before, format, unreadable).iterator())
                .toList();
    }

    /** The items of the pending index under that key and before that time. Hands over the errors of unreadable items. */
    <T> Stream<T> pending(
            String shard, Instant before, Function<ItemReader, T> format, Consumer<RuntimeException> unreadable) {
        return pending(shard, before).flatMap(item -> {
            try {
                return Stream.of(format.apply(item));
            } catch (UnreadableItemException e) {
                unreadable.accept(e);
                return Stream.empty();
            }
        });
    }

    Stream<ItemReader> pending(String shard, Instant before) {
        return dynamoDb.queryPaginator(PendingShard.query(name, shard, before).build()).items().stream()
                .map(ItemReader::new);
    }

    static AttributeValue time(Instant time) {
        return AttributeValue.fromS(Timestamps.format(time));
    }

    /** A value of {@code expiresAt}. */
    static AttributeValue expiry(Instant time) {
        return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
    }
}
