package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.store.PendingShard;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Counts open attempts for callers who may not see them, because DynamoDB returns only the count. */
public final class OpenAttemptCount {

    private final DynamoDbClient dynamoDb;
    private final String table;

    /** Counts in the table of that name. */
    public OpenAttemptCount(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** Retries that were due before that time and still wait or run. */
    public int retries(Instant dueBefore) {
        return count(PendingShard.ofRetries(), dueBefore);
    }

    /** Ends of jobs before that time that have not been announced yet. */
    public int notices(Instant stoppedBefore) {
        return count(PendingShard.ofNotices(), stoppedBefore);
    }

    private int count(List<String> shards, Instant before) {
        return shards.stream()
                .map(shard -> PendingShard.query(table, shard, before)
                        .select(Select.COUNT)
                        .build())
                .flatMap(query -> dynamoDb.queryPaginator(query).stream())
                .mapToInt(QueryResponse::count)
                .sum();
    }
}
