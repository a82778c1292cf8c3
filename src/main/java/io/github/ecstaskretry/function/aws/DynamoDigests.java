package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.function.aws.DynamoAttempts.NOTICE_IS_TAKEN;
import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.Digest.GatheredEnd;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.function.retry.Digests;
import io.github.ecstaskretry.store.DeploymentItem;
import io.github.ecstaskretry.store.ItemReader;
import io.github.ecstaskretry.store.PendingShard;
import io.github.ecstaskretry.store.UnreadableItemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Keeps windows in DynamoDB. A window's item names the ends that were announced alone, so that an end that is counted twice keeps its
 * place. An end that waits for a digest has the window's id as its {@code digest} and as its key of the pending index.
 */
public final class DynamoDigests implements Digests {

    /** How long a window's item is kept after its digest. */
    private static final Duration KEPT = Duration.ofDays(2);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final InstantSource clock;

    public DynamoDigests(DynamoDbClient dynamoDb, String table, InstantSource clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    /** An end that is announced late, because a call failed or an invocation died, does not wait for the digest: it may have been sent. */
    @Override
    public boolean gathers(RecordedAttempt ended, AnnounceLimit limit) {
        NoticeWindow window = NoticeWindow.of(ended, limit);
        if (clock.instant().isAfter(window.to())) {
            return false;
        }
        String name = ended.id().launchName();
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(key(window))
                    .updateExpression("SET " + EXPIRES_AT + " = :expiry ADD " + ANNOUNCED_ALONE + " :names")
                    .conditionExpression("attribute_not_exists(" + ANNOUNCED_ALONE + ") OR size(" + ANNOUNCED_ALONE
                            + ") < :most OR contains(" + ANNOUNCED_ALONE + ", :name)")
                    .expressionAttributeValues(Map.of(
                            ":expiry", expiry(window.to()),
                            ":names", AttributeValue.fromSs(List.of(name)),
                            ":name", AttributeValue.fromS(name),
                            ":most", AttributeValue.fromN(Integer.toString(limit.notices()))))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return false;
        } catch (ConditionalCheckFailedException full) {
            if (!full.item().containsKey(PENDING_SHARD)) {
                makeDue(window);
            }
            letWait(ended.id(), window);
            return true;
        }
    }

    /**
     * The window becomes due before any end waits for it, so that no end waits for a digest that nobody sends. A due window does not
     * expire.
     */
    private void makeDue(NoticeWindow window) {
        dynamoDb.updateItem(request -> request.tableName(table)
                .key(key(window))
                .updateExpression("SET " + PENDING_SHARD + " = :shard, " + NOT_BEFORE + " = :end REMOVE " + EXPIRES_AT)
                .expressionAttributeValues(
                        Map.of(":shard", AttributeValue.fromS(PendingShard.DIGESTS), ":end", time(window.to()))));
    }

    private void letWait(AttemptId ended, NoticeWindow window) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(DynamoAttempts.key(ended))
                    .updateExpression("SET " + DIGEST + " = :window, " + PENDING_SHARD + " = :shard")
                    .conditionExpression(
                            "attribute_exists(" + JOB_ID + ") AND attribute_not_exists(" + ANNOUNCED_AT + ")")
                    .expressionAttributeValues(Map.of(
                            ":window", AttributeValue.fromS(window.id()),
                            ":shard", AttributeValue.fromS(PendingShard.ofDigest(window)))));
        } catch (ConditionalCheckFailedException announced) {
            // Nothing is left to announce.
        }
    }

    @Override
    public Iterable<NoticeWindow> due(Instant endedBefore, Consumer<RuntimeException> unreadable) {
        return () -> query(PendingShard.DIGESTS, endedBefore)
                .flatMap(item -> window(item, unreadable))
                .iterator();
    }

    private static Stream<NoticeWindow> window(ItemReader item, Consumer<RuntimeException> unreadable) {
        try {
            return Stream.of(DeploymentItem.window(item));
        } catch (UnreadableItemException e) {
            unreadable.accept(e);
            return Stream.empty();
        }
    }

    @Override
    public List<GatheredEnd> gathered(NoticeWindow window) {
        return query(PendingShard.ofDigest(window), PendingShard.ANY_TIME)
                .map(item -> new GatheredEnd(item.id(), item.text(CLUSTER), item.text(FAMILY), item.time(STOPPED_AT)))
                .toList();
    }

    private Stream<ItemReader> query(String shard, Instant before) {
        return dynamoDb.queryPaginator(PendingShard.query(table, shard, before).build()).items().stream()
                .map(ItemReader::new);
    }

    @Override
    public Turn take(NoticeWindow window) {
        Instant now = clock.instant();
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(key(window))
                    .updateExpression("SET " + NOTICE_TAKEN_AT + " = :now")
                    .conditionExpression("attribute_not_exists(" + ANNOUNCED_AT + ") AND attribute_not_exists("
                            + NOTICE_TAKEN_AT + ") OR attribute_not_exists(" + ANNOUNCED_AT + ") AND "
                            + NOTICE_TAKEN_AT + " <= :over")
                    .expressionAttributeValues(Map.of(":now", time(now), ":over", time(now.minus(NOTICE_IS_TAKEN))))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Turn.OURS;
        } catch (ConditionalCheckFailedException e) {
            return e.item().containsKey(ANNOUNCED_AT) ? Turn.SENT : Turn.OF_ANOTHER;
        }
    }

    @Override
    public void giveBack(NoticeWindow window) {
        update(window, "REMOVE " + NOTICE_TAKEN_AT, Map.of());
    }

    @Override
    public void sent(NoticeWindow window) {
        update(window, "SET " + ANNOUNCED_AT + " = :now", Map.of(":now", time(clock.instant())));
    }

    @Override
    public void markAnnounced(NoticeWindow window, AttemptId ended) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(DynamoAttempts.key(ended))
                    .updateExpression("SET " + ANNOUNCED_AT + " = :now REMOVE " + PENDING_SHARD + ", " + NOT_BEFORE)
                    .conditionExpression(DIGEST + " = :window AND attribute_not_exists(" + ANNOUNCED_AT + ")")
                    .expressionAttributeValues(
                            Map.of(":now", time(clock.instant()), ":window", AttributeValue.fromS(window.id()))));
        } catch (ConditionalCheckFailedException otherwise) {
            // Another invocation has marked it, or its true end has replaced it.
        }
    }

    @Override
    public void close(NoticeWindow window) {
        update(
                window,
                "SET " + EXPIRES_AT + " = :expiry REMOVE " + PENDING_SHARD + ", " + NOT_BEFORE,
                Map.of(":expiry", expiry(clock.instant())));
    }

    private void update(NoticeWindow window, String expression, Map<String, AttributeValue> values) {
        dynamoDb.updateItem(request -> request.tableName(table)
                .key(key(window))
                .updateExpression(expression)
                .expressionAttributeValues(values.isEmpty() ? null : values));
    }

    private static Map<String, AttributeValue> key(NoticeWindow window) {
        return DeploymentItem.key(DeploymentItem.of(window));
    }

    private static AttributeValue expiry(Instant from) {
        return AttributeValue.fromN(Long.toString(from.plus(KEPT).getEpochSecond()));
    }

    private static AttributeValue time(Instant instant) {
        return AttributeValue.fromS(Timestamps.format(instant));
    }
}
