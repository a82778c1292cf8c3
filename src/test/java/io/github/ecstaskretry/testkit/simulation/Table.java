package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The attempts table: each operation takes effect at once and as a whole. Reads of the table are strongly consistent where that
 * was asked for; those of an index lag behind.
 */
final class Table {

    private static final int LONGEST_LAG_MILLIS = 3_000;

    private final Items items;
    private final Set<Mark> marks = new HashSet<>();
    private final Supplier<Instant> clock;
    private final Chance chance;

    /** Large in most runs, so that most runs are fast. */
    private final int pageSize;

    private int writes;

    Table(Supplier<Instant> clock, Chance chance, Chance ofDeletions) {
        this.items = new Items(clock, ofDeletions);
        this.clock = clock;
        this.chance = chance;
        this.pageSize = chance.in(0.3) ? 1 : 100;
    }

    /** Increases with every write, except those that only change who sends a notice: an outage has many of them. */
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
        return items.ever().entrySet().stream()
                .filter(item -> item.getKey().attempt() > 0)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Of records, as the deployment sets it. */
    Duration retention() {
        return items.retention();
    }

    /** Violations: attempts that were recorded again because DynamoDB had deleted their record too early. */
    List<String> recordedAgain() {
        return items.again();
    }

    /** All versions of a pace's clock; empty if it has no item. */
    List<StoredItem.Version> paceClock(String id) {
        StoredItem item = items.get(new Key(id, 0));
        return item == null ? List.of() : item.versions();
    }

    /** The attempts of a job as they are, in order. */
    List<StoredItem> items(String jobId) {
        return items.ever().entrySet().stream()
                .filter(item ->
                        item.getKey().jobId().equals(jobId) && item.getKey().attempt() > 0)
                .sorted(Comparator.comparingInt(item -> item.getKey().attempt()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Since when the deployment adopts tasks, by its control item; null before there is one. */
    @Nullable Instant adoptSince() {
        AttributeValue since = current(new Key("control", 0)).get("adoptSince");
        return since == null ? null : Instant.parse(since.s());
    }

    Pauses pauses() {
        StoredItem control = items.get(new Key("control", 0));
        return new Pauses(control == null ? List.of() : control.versions());
    }

    /** The jobs that run ended ones again. */
    List<String> reruns() {
        return items().stream()
                .map(item -> item.now().get("rerunAs"))
                .filter(Objects::nonNull)
                .flatMap(reruns -> reruns.l().stream())
                .map(AttributeValue::s)
                .toList();
    }

    /** The run-job execution of a job; null if it has stored no token. */
    @Nullable StoredItem runJob(String jobId) {
        return items.ever().get(new Key(jobId, 0));
    }

    /** Whether a run-job execution has not been answered, as the table has it. */
    boolean isWaiting(String jobId) {
        return current(new Key(jobId, 0)).containsKey("pendingShard");
    }

    /** By a state machine. */
    void put(Map<String, AttributeValue> item) {
        write(Key.of(item), item, null);
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
        Map<String, KeysAndAttributes> unprocessed = new HashMap<>();
        request.requestItems().forEach((name, asked) -> {
            if (!Boolean.TRUE.equals(asked.consistentRead())) {
                throw new AssertionError("an eventually consistent BatchGetItem");
            }
            found.put(
                    name,
                    asked.keys().stream()
                            .limit(pageSize)
                            .map(key -> current(Key.of(key)))
                            .filter(item -> !item.isEmpty())
                            .toList());
            if (asked.keys().size() > pageSize) {
                List<Map<String, AttributeValue>> rest =
                        asked.keys().subList(pageSize, asked.keys().size());
                unprocessed.put(name, asked.toBuilder().keys(rest).build());
            }
        });
        return BatchGetItemResponse.builder()
                .responses(found)
                .unprocessedKeys(unprocessed)
                .build();
    }

    QueryResponse query(QueryRequest request) {
        boolean now = request.indexName() == null && Boolean.TRUE.equals(request.consistentRead());
        Instant moment = now ? clock.get() : clock.get().minus(chance.millis(0, LONGEST_LAG_MILLIS));
        return new Query(request).page(items.all(), item -> now ? item.now() : item.at(moment), pageSize);
    }

    static boolean holds(
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

    /** Empty if the item is not there. */
    Map<String, AttributeValue> current(Key key) {
        StoredItem item = items.get(key);
        return item == null ? Map.of() : item.now();
    }

    void write(Key key, Map<String, AttributeValue> attributes, @Nullable Invocation writer) {
        if (items.write(key, attributes, writer)) {
            writes++;
        }
    }
}
