package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.core.history.UnreadableAttempt;
import io.github.ecstaskretry.store.Pages;
import io.github.ecstaskretry.store.UnreadableItemException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.DoubleAdder;
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
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Reads page by page, on any thread, adds up what DynamoDB says it costs, puts its refusals into words, and leaves out, and remembers,
 * the items that cannot be read.
 */
final class TableReader {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final DoubleAdder units = new DoubleAdder();
    private final Set<UnreadableAttempt> unreadable = Collections.synchronizedSet(new LinkedHashSet<>());
    private int read;

    TableReader(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    double readUnits() {
        return units.sum();
    }

    /** What was left out so far. */
    List<UnreadableAttempt> unreadable() {
        synchronized (unreadable) {
            return List.copyOf(unreadable);
        }
    }

    /** A query with a limit begins with a page of so many items; each further page has twice as many. */
    <T> Iterator<T> query(QueryRequest.Builder query, Function<Map<String, AttributeValue>, T> format) {
        return new Pages<>(
                new Translated<>("dynamodb:Query", new QueryPages(dynamoDb, query.build())),
                page -> items(page.items(), page.consumedCapacity(), format));
    }

    /** Tells after every page how many items have been read, those that do not fit included. */
    <T> Iterator<T> scan(
            ScanRequest.Builder scan, Function<Map<String, AttributeValue>, T> format, IntConsumer progress) {
        Iterator<ScanResponse> pages = dynamoDb.scanPaginator(scan.build()).iterator();
        return new Pages<>(new Translated<>("dynamodb:Scan", pages), page -> {
            read += page.scannedCount();
            progress.accept(read);
            return items(page.items(), page.consumedCapacity(), format);
        });
    }

    long itemCount() {
        return translated(
                "dynamodb:DescribeTable",
                () -> dynamoDb.describeTable(request -> request.tableName(table))
                        .table()
                        .itemCount());
    }

    private <T> List<T> items(
            List<Map<String, AttributeValue>> items,
            @Nullable ConsumedCapacity consumed,
            Function<Map<String, AttributeValue>, T> format) {
        if (consumed != null) {
            units.add(consumed.capacityUnits());
        }
        return items.stream().flatMap(item -> readable(item, format)).toList();
    }

    private <T> Stream<T> readable(Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, T> format) {
        try {
            return Stream.of(format.apply(item));
        } catch (UnreadableItemException e) {
            unreadable.add(e.attempt());
            return Stream.empty();
        }
    }

    private <T> T translated(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new UnreadableTableException(table, action, e);
        }
    }

    private final class Translated<P> implements Iterator<P> {

        private final String action;
        private final Iterator<P> pages;

        Translated(String action, Iterator<P> pages) {
            this.action = action;
            this.pages = pages;
        }

        @Override
        public boolean hasNext() {
            return translated(action, pages::hasNext);
        }

        @Override
        public P next() {
            return translated(action, pages::next);
        }
    }
}
