package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.ATTEMPT;
import static io.github.ecstaskretry.store.AttemptAttributes.CLUSTER_ARN;
import static io.github.ecstaskretry.store.AttemptAttributes.JOB_ID;
import static io.github.ecstaskretry.store.AttemptAttributes.NOT_BEFORE;
import static io.github.ecstaskretry.store.AttemptAttributes.RECORDED_AT;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.OpenAttempts;
import io.github.ecstaskretry.store.ItemReader;
import io.github.ecstaskretry.store.PendingShard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Open attempts by the pending index, and what is recorded by BatchGetItem, which takes 100 keys (its API reference). */
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
    public Stream<Open> retries(Instant dueBefore) {
        return open(PendingShard.ofRetries(), dueBefore);
    }

    @Override
    public Stream<Open> notices(Instant stoppedBefore) {
        return open(PendingShard.ofNotices(), stoppedBefore);
    }

    private Stream<Open> open(List<String> shards, Instant before) {
        return shards.stream()
                .map(shard -> PendingShard.query(table, shard, before).build())
                .flatMap(query -> dynamoDb.queryPaginator(query).items().stream())
                .map(DynamoOpenAttempts::read);
    }

    private static Open read(Map<String, AttributeValue> attributes) {
        ItemReader item = new ItemReader(attributes);
        return new Open(id(item), item.text(CLUSTER_ARN), item.time(NOT_BEFORE), item.time(RECORDED_AT));
    }

    private static AttemptId id(ItemReader item) {
        return new AttemptId(item.text(JOB_ID), Math.toIntExact(item.number(ATTEMPT)));
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

    /** The paginator asks again for what DynamoDB has left out of an answer. */
    private List<AttemptId> batch(List<AttemptId> ids) {
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .consistentRead(true)
                .projectionExpression(JOB_ID + ", " + ATTEMPT)
                .keys(ids.stream().map(DynamoAttempts::key).toList())
                .build();
        return dynamoDb.batchGetItemPaginator(request -> request.requestItems(Map.of(table, keys))).stream()
                .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
                .map(item -> id(new ItemReader(item)))
                .toList();
    }
}
