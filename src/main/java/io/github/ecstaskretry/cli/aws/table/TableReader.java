package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.core.history.UnreadableAttempt;
import io.github.ecstaskretry.store.UnreadableItemException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Reads the table page by page, on any thread. Adds up the read units, turns DynamoDB's errors into messages for people, and leaves
 * out items that cannot be read, but remembers them.
 */
final class TableReader {

    /** More items of any index than the 1 MB at which DynamoDB ends a page (developer guide, "Paginating table query results"). */
    static final int LARGEST_PAGE = 10_000;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final DoubleAdder units = new DoubleAdder();
    private final Set<UnreadableAttempt> unreadable = Collections.synchronizedSet(new LinkedHashSet<>());

    TableReader(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    double readUnits() {
        return units.sum();
    }

    /** The attempts that were left out so far. */
    List<UnreadableAttempt> unreadable() {
        synchronized (unreadable) {
            return List.copyOf(unreadable);
        }
    }

    /**
     * Queries. If the query has a limit, each page has twice the limit of the one before, so that reading little costs little and
     * reading much takes few calls.
     */
    <T> Iterator<T> query(QueryRequest.Builder query, Function<Map<String, AttributeValue>, T> format) {
        Function<QueryRequest, QueryResponse> ask = request -> asked("dynamodb:Query", () -> dynamoDb.query(request));
        BiFunction<QueryRequest, QueryResponse, @Nullable QueryRequest> next = (request, page) -> {
            Integer limit = request.limit();
            return page.lastEvaluatedKey().isEmpty()
                    ? null
                    : request.toBuilder()
                            .exclusiveStartKey(page.lastEvaluatedKey())
                            .limit(limit == null ? null : Integer.valueOf(Math.min(2 * limit, LARGEST_PAGE)))
                            .build();
        };
        return new Pages<>(
                new Answers<>(query.build(), ask, next), page -> items(page.items(), page.consumedCapacity(), format));
    }

    /**
     * Scans.
     *
     * @param progress gets, after every page, the number of items read so far, including those that the filter drops
     */
    <T> Iterator<T> scan(
            ScanRequest.Builder scan, Function<Map<String, AttributeValue>, T> format, IntConsumer progress) {
        AtomicInteger read = new AtomicInteger();
        Function<ScanRequest, ScanResponse> ask = request -> asked("dynamodb:Scan", () -> dynamoDb.scan(request));
        BiFunction<ScanRequest, ScanResponse, @Nullable ScanRequest> next = (request, page) -> page.lastEvaluatedKey()
                        .isEmpty()
                ? null
                : request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
        return new Pages<>(new Answers<>(scan.build(), ask, next), page -> {
            progress.accept(read.addAndGet(page.scannedCount()));
            return items(page.items(), page.consumedCapacity(), format);
        });
    }

    /** The table; empty if the caller may not describe it. */
    Optional<TableDescription> describe() {
        try {
            return Optional.of(
                    dynamoDb.describeTable(request -> request.tableName(table)).table());
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    private <T> Iterator<T> items(
            List<Map<String, AttributeValue>> items,
            @Nullable ConsumedCapacity consumed,
            Function<Map<String, AttributeValue>, T> format) {
        if (consumed != null) {
            units.add(consumed.capacityUnits());
        }
        return items.stream().flatMap(item -> readable(item, format)).toList().iterator();
    }

    private <T> Stream<T> readable(Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, T> format) {
        try {
            return Stream.of(format.apply(item));
        } catch (UnreadableItemException e) {
            unreadable.add(e.attempt());
            return Stream.empty();
        }
    }

    private <T> T asked(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new UnreadableTableException(table, action, e);
        }
    }

    /** DynamoDB's answers to a request and to those that follow it, each asked for when it is needed. */
    private static final class Answers<Q, R> implements Iterator<R> {

        private final Function<Q, R> ask;
        private final BiFunction<Q, R, @Nullable Q> following;
        private @Nullable Q next;

        Answers(Q first, Function<Q, R> ask, BiFunction<Q, R, @Nullable Q> following) {
            this.next = first;
            this.ask = ask;
            this.following = following;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public R next() {
            Q request = next;
            if (request == null) {
                throw new NoSuchElementException();
            }
            R answer = ask.apply(request);
            next = following.apply(request, answer);
            return answer;
        }
    }
}
