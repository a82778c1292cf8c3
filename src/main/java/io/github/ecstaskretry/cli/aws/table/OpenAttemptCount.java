package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.store.PendingShard;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Counts open attempts for callers who may not see them, because DynamoDB returns only the count. */
public final class OpenAttemptCount {

    private OpenAttemptCount() {}

    /** Retries that were due before that time and still wait or run. */
    public static int retries(DynamoDbClient dynamoDb, String table, Instant dueBefore) {
        return count(dynamoDb, table, PendingShard.ofRetries(), dueBefore);
    }

    /** Ends of jobs, and windows of digests, before that time that have not been announced yet. */
    public static int notices(DynamoDbClient dynamoDb, String table, Instant endedBefore) {
        return count(dynamoDb, table, PendingShard.ofNotices(), endedBefore)
                + count(dynamoDb, table, List.of(PendingShard.DIGESTS), endedBefore);
    }

    private static int count(DynamoDbClient dynamoDb, String table, List<String> shards, Instant before) {
        return shards.stream()
                .map(shard -> PendingShard.query(table, shard, before)
                        .select(Select.COUNT)
                        .build())
                .flatMap(query -> dynamoDb.queryPaginator(query).stream())
                .mapToInt(QueryResponse::count)
                .sum();
    }
}
