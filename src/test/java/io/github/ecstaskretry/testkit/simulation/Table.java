package io.github.ecstaskretry.testkit.simulation;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The attempts table: each operation takes effect at once and as a whole. Reads of the table are strongly consistent where that
 * was asked for; those of an index lag behind.
 */
final class Table {

    /** The sort keys of the indexes, as the template declares them; the table's own is the attempt. */
    private static final Map<String, String> SORT_KEYS =
            Map.of("by-family", "stoppedAt", "by-outcome", "stoppedAt", "by-task", "stoppedAt", "pending", "notBefore");

    private static final int LONGEST_LAG_MILLIS = 3_000;

    private final Map<Key, StoredItem> items = new LinkedHashMap<>();
    private final Set<Mark> marks = new HashSet<>();
    private final Supplier<Instant> clock;
    private int writes;
    private final Chance chance;

    Table(Supplier<Instant> clock, Chance chance) {
        this.clock = clock;
        this.chance = chance;
    }

    /** Counts up with every write that changes more than who sends a notice: during an outage many do no more. */
    int writes() {
        return writes;
    }

    record Key(String jobId, int attempt) {

        static Key of(Map<String, AttributeValue> attributes) {
            return new Key(
                    attributes.get("jobId").s(),
                    Integer.parseInt(attributes.get("attempt").n()));
        }
    }

    private record Mark(Invocation invocation, String jobId) {}

    /** The attempts; items with attempt 0 hold other things. */
    Collection<StoredItem> items() {
        return items.entrySet().stream()
                .filter(item -> item.getKey().attempt() > 0)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The attempts of a job as they are, in order. */
    List<StoredItem> items(String jobId) {
        return items.entrySet().stream()
                .filter(item -> item.getKey().jobId().equals(jobId))
                .sorted(Comparator.comparingInt(item -> item.getKey().attempt()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Since when the deployment adopts tasks, by its control item; null before there is one. */
    @Nullable Instant adoptSince() {
        AttributeValue since = current(new Key("control", 0)).get("adoptSince");
        return since == null ? null : Instant.parse(since.s());
    }

    PutItemResponse put(PutItemRequest request, Invocation writer) {
        Map<String, AttributeValue> there = current(Key.of(request.item()));
        if (!holds(
                request.conditionExpression(),
                there,
                request.expressionAttributeNames(),
                request.expressionAttributeValues())) {
            throw refused(request.returnValuesOnConditionCheckFailure(), there);
        }
        write(Key.of(request.item()), request.item(), writer);
        return PutItemResponse.builder().build();
    }

    /** Whether that invocation has marked the job as announced. */
    boolean isMarkedBy(Invocation invocation, String jobId) {
        return marks.contains(new Mark(invocation, jobId));
    }

    UpdateItemResponse update(UpdateItemRequest request, Invocation writer) {
        Map<String, AttributeValue> there = current(Key.of(request.key()));
        if (!holds(
                request.conditionExpression(),
                there,
                request.expressionAttributeNames(),
                request.expressionAttributeValues())) {
            throw refused(request.returnValuesOnConditionCheckFailure(), there);
        }
        Map<String, AttributeValue> updated = new Expressions(
                        request.expressionAttributeNames(), request.expressionAttributeValues())
                .updated(request.updateExpression(), there.isEmpty() ? request.key() : there);
        write(Key.of(request.key()), updated, writer);
        if (request.updateExpression().contains("announcedAt")) {
            marks.add(new Mark(writer, Key.of(request.key()).jobId()));
        }
        return UpdateItemResponse.builder().attributes(updated).build();
    }

    /** Strongly consistent. */
    GetItemResponse get(GetItemRequest request) {
        return GetItemResponse.builder().item(current(Key.of(request.key()))).build();
    }

    /** Of one table, strongly consistent; whole items, whatever the projection says. */
    BatchGetItemResponse get(BatchGetItemRequest request) {
        Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
        request.requestItems().forEach((name, asked) -> {
            if (!Boolean.TRUE.equals(asked.consistentRead())) {
                throw new UnsupportedOperationException("an eventually consistent BatchGetItem");
            }
            found.put(
                    name,
                    asked.keys().stream()
                            .map(key -> current(Key.of(key)))
                            .filter(item -> !item.isEmpty())
                            .toList());
        });
        return BatchGetItemResponse.builder()
                .responses(found)
                .unprocessedKeys(Map.of())
                .build();
    }

    /** All or nothing. The reasons stand in the order of the parts. */
    TransactWriteItemsResponse transact(TransactWriteItemsRequest request, Invocation writer) {
        List<CancellationReason> reasons =
                request.transactItems().stream().map(this::reason).toList();
        if (reasons.stream().anyMatch(reason -> !reason.code().equals("None"))) {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(reasons)
                    .message("Transaction cancelled")
                    .build();
        }
        request.transactItems().forEach(part -> apply(part, writer));
        return TransactWriteItemsResponse.builder().build();
    }

    private CancellationReason reason(TransactWriteItem part) {
        if (part.put() != null) {
            Put put = part.put();
            Map<String, AttributeValue> there = current(Key.of(put.item()));
            boolean holds = holds(
                    put.conditionExpression(), there, put.expressionAttributeNames(), put.expressionAttributeValues());
            return reason(holds, put.returnValuesOnConditionCheckFailure(), there);
        }
        Update update = Objects.requireNonNull(part.update(), "only Put and Update are known");
        Map<String, AttributeValue> there = current(Key.of(update.key()));
        boolean holds = holds(
                update.conditionExpression(),
                there,
                update.expressionAttributeNames(),
                update.expressionAttributeValues());
        return reason(holds, update.returnValuesOnConditionCheckFailure(), there);
    }

    private static CancellationReason reason(
            boolean holds, ReturnValuesOnConditionCheckFailure answer, Map<String, AttributeValue> there) {
        if (holds) {
            return CancellationReason.builder().code("None").build();
        }
        CancellationReason.Builder reason = CancellationReason.builder().code("ConditionalCheckFailed");
        return answer == ReturnValuesOnConditionCheckFailure.ALL_OLD && !there.isEmpty()
                ? reason.item(there).build()
                : reason.build();
    }

    private void apply(TransactWriteItem part, Invocation writer) {
        if (part.put() != null) {
            write(Key.of(part.put().item()), part.put().item(), writer);
            return;
        }
        Update update = part.update();
        Map<String, AttributeValue> there = current(Key.of(update.key()));
        write(
                Key.of(update.key()),
                new Expressions(update.expressionAttributeNames(), update.expressionAttributeValues())
                        .updated(update.updateExpression(), there.isEmpty() ? update.key() : there),
                writer);
    }

    /** One page holds everything. */
    QueryResponse query(QueryRequest request) {
        Expressions expressions =
                new Expressions(request.expressionAttributeNames(), request.expressionAttributeValues());
        boolean now = request.indexName() == null && Boolean.TRUE.equals(request.consistentRead());
        Instant moment = now ? clock.get() : clock.get().minus(chance.millis(0, LONGEST_LAG_MILLIS));
        String sortKey = request.indexName() == null
                ? "attempt"
                : Objects.requireNonNull(SORT_KEYS.get(request.indexName()), request.indexName());
        List<Map<String, AttributeValue>> found = items.values().stream()
                .map(item -> now ? item.now() : item.at(moment))
                .filter(item -> item.containsKey(sortKey))
                .filter(item -> expressions.holds(request.keyConditionExpression(), item))
                .filter(item ->
                        request.filterExpression() == null || expressions.holds(request.filterExpression(), item))
                .sorted(Comparator.comparing(item -> sortable(item.get(sortKey))))
                .collect(Collectors.toList());
        return QueryResponse.builder().items(found).count(found.size()).build();
    }

    private static String sortable(AttributeValue value) {
        return value.n() == null ? value.s() : "%020d".formatted(Long.valueOf(value.n()));
    }

    private static boolean holds(
            String condition,
            Map<String, AttributeValue> item,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return condition == null || new Expressions(names, values).holds(condition, item);
    }

    private static ConditionalCheckFailedException refused(
            ReturnValuesOnConditionCheckFailure answer, Map<String, AttributeValue> there) {
        ConditionalCheckFailedException.Builder exception = ConditionalCheckFailedException.builder();
        exception.message("The conditional request failed");
        return answer == ReturnValuesOnConditionCheckFailure.ALL_OLD && !there.isEmpty()
                ? exception.item(there).build()
                : exception.build();
    }

    private Map<String, AttributeValue> current(Key key) {
        StoredItem item = items.get(key);
        return item == null ? Map.of() : item.now();
    }

    private void write(Key key, Map<String, AttributeValue> attributes, Invocation writer) {
        if (items.computeIfAbsent(key, absent -> new StoredItem()).write(clock.get(), attributes, writer)) {
            writes++;
        }
    }
}
