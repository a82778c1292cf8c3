package io.github.ecstaskretry.cli.aws.table;

import static io.github.ecstaskretry.store.AttemptAttributes.STOPPED_AT;

import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.aws.UnreadableException;
import io.github.ecstaskretry.core.history.UnreadableAttempt;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.store.AttemptAttributes;
import io.github.ecstaskretry.store.DecisionItem;
import io.github.ecstaskretry.store.UnreadableItemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Reads the table page by page, on any thread: its streams ask for a page when the one before has been used. Adds up the read units,
 * turns DynamoDB's errors into messages for people, and leaves out items that cannot be read, but remembers them.
 */
final class TableReader {

    /** A page of any index has fewer items, because DynamoDB ends it at 1 MB (developer guide, "Paginating table query results"). */
    static final int LARGEST_PAGE = 10_000;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final DoubleAdder units = new DoubleAdder();
    private final Set<UnreadableAttempt> unreadable = Collections.synchronizedSet(new LinkedHashSet<>());

    /** A page of an answer, and the request for the next page; null after the last page. */
    private record Page<Q>(
            List<Map<String, AttributeValue>> items,
            @Nullable Q next) {}

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

    /** Asks for a job's attempts, by number; items with attempt 0 are none. */
    QueryRequest.Builder job(String jobId) {
        return request(null, AttemptAttributes.JOB_ID, jobId)
                .keyConditionExpression("#key = :key AND " + AttemptAttributes.ATTEMPT + " > :none")
                .expressionAttributeValues(
                        Map.of(":key", AttributeValue.fromS(jobId), ":none", AttributeValue.fromN("0")));
    }

    /** Asks for the attempt that started a task as a re-run. */
    QueryRequest.Builder rerun(String taskId) {
        return request(AttemptAttributes.BY_TASK, AttemptAttributes.RELAUNCHED_TASK_ID, taskId);
    }

    /** Asks for a part of the attempts whose next attempt waits or runs. */
    QueryRequest.Builder pending(String shard) {
        return request(AttemptAttributes.PENDING, AttemptAttributes.PENDING_SHARD, shard);
    }

    /** Asks for the attempts of a family, newest first. */
    QueryRequest.Builder family(String family, TimeRange stopped) {
        return newestFirst(AttemptAttributes.BY_FAMILY, AttemptAttributes.FAMILY, family, stopped);
    }

    /** Asks for the attempts that ended their jobs this way on that day in UTC, newest first; no first-time successes. */
    QueryRequest.Builder outcome(Outcome outcome, LocalDate day, TimeRange stopped) {
        String key = DecisionItem.outcomeDay(outcome, day);
        return newestFirst(AttemptAttributes.BY_OUTCOME, AttemptAttributes.OUTCOME_DAY, key, stopped);
    }

    private QueryRequest.Builder request(@Nullable String index, String key, String value) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .keyConditionExpression("#key = :key")
                .expressionAttributeNames(Map.of("#key", key))
                .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(value)));
    }

    /** BETWEEN includes both ends, and times have milliseconds. */
    private QueryRequest.Builder newestFirst(String index, String key, String value, TimeRange stopped) {
        Instant last = stopped.until().minusMillis(1);
        return request(index, key, value)
                .scanIndexForward(false)
                .keyConditionExpression("#key = :key AND " + STOPPED_AT + " BETWEEN :since AND :last")
                .expressionAttributeValues(Map.of(
                        ":key", AttributeValue.fromS(value), ":since", time(stopped.since()), ":last", time(last)));
    }

    private static AttributeValue time(Instant time) {
        return AttributeValue.fromS(Timestamps.format(time));
    }

    /**
     * Queries. If the query has a limit, each page has twice the limit of the one before, so that reading little costs little and
     * reading much takes few calls.
     */
    <T> Stream<T> query(QueryRequest.Builder query, Function<Map<String, AttributeValue>, T> format) {
        return read(query.build(), format, request -> {
            QueryResponse page = asked("dynamodb:Query", () -> dynamoDb.query(request));
            charge(page.consumedCapacity());
            Integer limit = request.limit();
            QueryRequest.Builder next = request.toBuilder()
                    .exclusiveStartKey(page.lastEvaluatedKey())
                    .limit(limit == null ? null : Integer.valueOf(Math.min(2 * limit, LARGEST_PAGE)));
            return new Page<>(page.items(), page.lastEvaluatedKey().isEmpty() ? null : next.build());
        });
    }

    /**
     * Scans for the attempts that stopped in the period, in no order.
     *
     * @param index null: the table
     * @param progress gets, after every page, the number of items read so far, including those of other times
     */
    <T> Stream<T> scan(
            @Nullable String index,
            TimeRange stopped,
            Function<Map<String, AttributeValue>, T> format,
            IntConsumer progress) {
        ScanRequest scan = ScanRequest.builder()
                .tableName(table)
                .indexName(index)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .filterExpression(STOPPED_AT + " >= :since AND " + STOPPED_AT + " < :until")
                .expressionAttributeValues(Map.of(":since", time(stopped.since()), ":until", time(stopped.until())))
                .build();
        AtomicInteger read = new AtomicInteger();
        return read(scan, format, request -> {
            ScanResponse page = asked("dynamodb:Scan", () -> dynamoDb.scan(request));
            charge(page.consumedCapacity());
            progress.accept(read.addAndGet(page.scannedCount()));
            ScanRequest next = request.toBuilder()
                    .exclusiveStartKey(page.lastEvaluatedKey())
                    .build();
            return new Page<>(page.items(), page.lastEvaluatedKey().isEmpty() ? null : next);
        });
    }

    /** A local table may not tell its capacity. */
    private void charge(@Nullable ConsumedCapacity capacity) {
        units.add(capacity == null ? 0 : capacity.capacityUnits());
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

    private <Q, T> Stream<T> read(Q first, Function<Map<String, AttributeValue>, T> format, Function<Q, Page<Q>> ask) {
        return Stream.iterate(
                        new Page<>(List.of(), first),
                        Objects::nonNull,
                        page -> page == null || page.next() == null ? null : ask.apply(page.next()))
                .flatMap(page -> page == null ? Stream.empty() : page.items().stream())
                .flatMap(item -> readable(item, format));
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
            throw unreadable(table, action, e);
        }
    }

    static UnreadableException unreadable(String table, String action, SdkException cause) {
        return new UnreadableException("cannot read the table '" + table + "'", action, "AuditPolicyArn", cause);
    }
}
