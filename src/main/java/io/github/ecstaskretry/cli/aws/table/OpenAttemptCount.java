package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.store.PendingShard;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** How many attempts are open, for somebody who may not see them: DynamoDB answers with the count alone. */
public final class OpenAttemptCount {

    private final DynamoDbClient dynamoDb;
    private final String table;

    /** Counts in the table of that name. */
    public OpenAttemptCount(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** Retries that were due before that time and wait or are in flight. */
    public int retries(Instant dueBefore) {
        return count(PendingShard.ofRetries(), dueBefore);
    }

    /** Ends from before that time that are yet to be announced. */
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
