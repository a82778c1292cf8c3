package io.github.ecstaskretry.testkit.simulation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** One Query of the table or of an index, page by page. */
final class Query {

    /** The sort keys of the indexes, as the template declares them; the table's own is the attempt. */
    private static final Map<String, String> SORT_KEYS =
            Map.of("by-family", "stoppedAt", "by-outcome", "stoppedAt", "by-task", "stoppedAt", "pending", "notBefore");

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

    /** The page that follows the request's start. */
    QueryResponse page(Stream<Map<String, AttributeValue>> items, int size) {
        String start = request.hasExclusiveStartKey() ? place(request.exclusiveStartKey()) : "";
        List<Map<String, AttributeValue>> rest = items.filter(item -> item.containsKey(sortKey))
                .filter(item -> expressions.holds(request.keyConditionExpression(), item))
                .filter(item -> place(item).compareTo(start) > 0)
                .sorted(Comparator.comparing(this::place))
                .toList();
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

    private Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>(item);
        key.keySet().retainAll(List.of("jobId", "attempt", sortKey));
        return key;
    }

    /** In the order of the sort key; of equal ones in some order. */
    private String place(Map<String, AttributeValue> item) {
        return sortable(item.get(sortKey)) + " " + item.get("jobId").s() + " " + sortable(item.get("attempt"));
    }

    private static String sortable(AttributeValue value) {
        return value.n() == null ? value.s() : "%020d".formatted(Long.valueOf(value.n()));
    }
}
