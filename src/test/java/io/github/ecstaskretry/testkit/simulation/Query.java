package io.github.ecstaskretry.testkit.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** One Query of the table or of an index, page by page. */
final class Query {

    /** The sort keys of the indexes, as the template declares them; the table's own is the attempt. */
    private static final Map<String, String> SORT_KEYS =
            Map.of("by-family", "stoppedAt", "by-outcome", "stoppedAt", "by-task", "stoppedAt", "pending", "notBefore");

    /** The answer to most queries. */
    private static final QueryResponse NOTHING =
            QueryResponse.builder().items(List.of()).count(0).build();

    private final QueryRequest request;
    private final Expressions expressions;
    private final String sortKey;

    Query(QueryRequest request) {
        this.request = request;
        this.expressions = new Expressions(request.expressionAttributeNames(), request.expressionAttributeValues());
        this.sortKey = request.indexName() == null
                ? "attempt"
                : Objects.requireNonNull(SORT_KEYS.get(request.indexName()), request.indexName());
    }

    /**
     * The page that follows the request's start.
     *
     * @param version gives an item as the query sees it; empty if it was not there
     */
    QueryResponse page(
            Collection<StoredItem> items, Function<StoredItem, Map<String, AttributeValue>> version, int size) {
        List<Map<String, AttributeValue>> rest = new ArrayList<>();
        for (StoredItem stored : items) {
            Map<String, AttributeValue> item = version.apply(stored);
            if (isInRest(item)) {
                rest.add(item);
            }
        }
        if (rest.isEmpty()) {
            return NOTHING;
        }
        rest.sort(this::compare);
        List<Map<String, AttributeValue>> page = rest.subList(0, Math.min(size, rest.size()));
        List<Map<String, AttributeValue>> found = page.stream()
                .filter(item ->
                        request.filterExpression() == null || expressions.holds(request.filterExpression(), item))
                .toList();
        QueryResponse.Builder response = QueryResponse.builder().items(found).count(found.size());
        return page.size() < rest.size()
                ? response.lastEvaluatedKey(keyOf(page.getLast())).build()
                : response.build();
    }

    private boolean isInRest(Map<String, AttributeValue> item) {
        return item.containsKey(sortKey)
                && expressions.holds(request.keyConditionExpression(), item)
                && (!request.hasExclusiveStartKey() || compare(item, request.exclusiveStartKey()) > 0);
    }

    private Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>(item);
        key.keySet().retainAll(List.of("jobId", "attempt", sortKey));
        return key;
    }

    /** In the order of the sort key; of equal ones in some order. */
    private int compare(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
        for (String key : List.of(sortKey, "jobId", "attempt")) {
            int order = compare(one.get(key), other.get(key));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(AttributeValue one, AttributeValue other) {
        return one.n() == null
                ? one.s().compareTo(other.s())
                : Long.compare(Long.parseLong(one.n()), Long.parseLong(other.n()));
    }
}
