package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import io.github.ecstaskretry.function.retry.OpenAttempts;
import io.github.ecstaskretry.store.ItemReader;
import io.github.ecstaskretry.store.PendingShard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Finds open attempts in the pending index, and recorded ones with BatchGetItem, which takes 100 keys (Amazon DynamoDB API reference). */
public final class DynamoOpenAttempts implements OpenAttempts {

    private static final int MOST_KEYS = 100;

    private final TableClient table;

    /** Reads the table of that name. */
    public DynamoOpenAttempts(DynamoDbClient dynamoDb, String table) {
        this.table = new TableClient(dynamoDb, table);
    }

    @Override
    public List<Iterable<Open>> retries(Instant dueBefore, Consumer<RuntimeException> unreadable) {
        return table.pending(PendingShard.ofRetries(), dueBefore, DynamoOpenAttempts::open, unreadable);
    }

    @Override
    public List<Iterable<Open>> held(Consumer<RuntimeException> unreadable) {
        return table.pending(PendingShard.ofHeldRetries(), PendingShard.ANY_TIME, DynamoOpenAttempts::open, unreadable);
    }

    @Override
    public boolean release(AttemptId retry, RunTaskRequest request, String launchSource) {
        return learn(
                retry,
                request,
                launchSource,
                PENDING_SHARD + " = :then REMOVE " + HELD_FOR + ", " + HELD_SINCE,
                PendingShard.ofRetry(retry));
    }

    @Override
    public void leaveToPause(AttemptId retry, RunTaskRequest request, String launchSource) {
        learn(retry, request, launchSource, HELD_FOR + " = :then", Held.Reason.PAUSED.word());
    }

    private boolean learn(AttemptId retry, RunTaskRequest request, String launchSource, String change, String then) {
        return table.updateIf(
                "attribute_exists(" + HELD_FOR + ") AND attribute_exists(" + PENDING_SHARD
                        + ") AND attribute_not_exists(" + CANCELLED_BY + ")",
                DynamoAttempts.key(retry),
                "SET " + LAUNCH_REQUEST + " = :request, " + LAUNCH_SOURCE + " = :source, " + change,
                Map.of(
                        ":request", AttributeValue.fromS(LaunchRequestJson.redacted(request)),
                        ":source", AttributeValue.fromS(launchSource),
                        ":then", AttributeValue.fromS(then)));
    }

    @Override
    public boolean resume(AttemptId retry, Instant notBefore, @Nullable Order by) {
        Map<String, AttributeValue> values = OrderValues.of(by);
        values.put(":paused", AttributeValue.fromS(Held.Reason.PAUSED.word()));
        values.put(":notBefore", TableClient.time(notBefore));
        values.put(":shard", AttributeValue.fromS(PendingShard.ofRetry(retry)));
        return table.updateIf(
                HELD_FOR + " = :paused AND attribute_exists(" + PENDING_SHARD + ") AND attribute_not_exists("
                        + CANCELLED_BY + ")",
                DynamoAttempts.key(retry),
                "SET " + NOT_BEFORE + " = :notBefore, " + PENDING_SHARD + " = :shard" + OrderValues.released(by)
                        + " REMOVE " + HELD_FOR + ", " + HELD_SINCE,
                values);
    }

    @Override
    public void putBack(AttemptId retry) {
        table.move(retry, PendingShard.ofHeld(retry), PendingShard.ofRetry(retry));
    }

    @Override
    public List<Iterable<Open>> notices(Instant stoppedBefore, Consumer<RuntimeException> unreadable) {
        return table.pending(PendingShard.ofNotices(), stoppedBefore, DynamoOpenAttempts::open, unreadable);
    }

    private static Open open(ItemReader item) {
        return new Open(item.id(), item.text(CLUSTER_ARN), item.time(NOT_BEFORE), item.time(RECORDED_AT));
    }

    @Override
    public Instant missingSince(AttemptId attempt, Instant now) {
        return table.updated(
                        "attribute_exists(" + PENDING_SHARD + ")",
                        DynamoAttempts.key(attempt.jobId(), attempt.number() - 1),
                        "SET " + MISSING_SINCE + " = if_not_exists(" + MISSING_SINCE + ", :now)",
                        Map.of(":now", TableClient.time(now)))
                .map(item -> item.time(MISSING_SINCE))
                .orElse(now);
    }

    @Override
    public void found(AttemptId attempt) {
        table.updateIf(
                "attribute_exists(" + MISSING_SINCE + ")",
                DynamoAttempts.key(attempt.jobId(), attempt.number() - 1),
                "REMOVE " + MISSING_SINCE,
                Map.of());
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
        return table
                .dynamoDb()
                .batchGetItemPaginator(request -> request.requestItems(Map.of(table.name(), keys)))
                .stream()
                .flatMap(page -> page.responses().getOrDefault(table.name(), List.of()).stream())
                .map(ItemReader::new)
                .filter(item -> !new LaunchFailure(item.optionalText(LAUNCH_ERROR), null, null).lost())
                .map(ItemReader::id)
                .toList();
    }
}
