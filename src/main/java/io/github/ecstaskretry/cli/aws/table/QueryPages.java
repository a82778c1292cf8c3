package io.github.ecstaskretry.cli.aws.table;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A query's pages, each read when it is asked for. Where the query has a limit, each page has twice the limit of the one before:
 * who is content with little pays for little, and who reads on does so in few calls. A page ends at 1 MB whatever its limit
 * (Amazon DynamoDB developer guide, "Paginating table query results").
 */
final class QueryPages implements Iterator<QueryResponse> {

    /** More items than 1 MB holds of any index. */
    static final int LARGEST_LIMIT = 10_000;

    private final DynamoDbClient dynamoDb;
    private @Nullable QueryRequest next;

    QueryPages(DynamoDbClient dynamoDb, QueryRequest first) {
        this.dynamoDb = dynamoDb;
        this.next = first;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public QueryResponse next() {
        QueryRequest asked = next;
        if (asked == null) {
            throw new NoSuchElementException();
        }
        QueryResponse page = dynamoDb.query(asked);
        next = page.lastEvaluatedKey().isEmpty() ? null : after(asked, page);
        return page;
    }

    private static QueryRequest after(QueryRequest asked, QueryResponse page) {
        Integer limit = asked.limit();
        return asked.toBuilder()
                .exclusiveStartKey(page.lastEvaluatedKey())
                .limit(limit == null ? null : Integer.valueOf(Math.min(2 * limit, LARGEST_LIMIT)))
                .build();
    }
}
