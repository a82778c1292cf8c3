package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.CLUSTER_ARN;
import static io.github.ecstaskretry.store.AttemptAttributes.ENVIRONMENT_GIVEN;
import static io.github.ecstaskretry.store.AttemptAttributes.EXPIRES_AT;
import static io.github.ecstaskretry.store.AttemptAttributes.JOB_ID;
import static io.github.ecstaskretry.store.AttemptAttributes.LAUNCH_REQUEST;
import static io.github.ecstaskretry.store.AttemptAttributes.NOT_BEFORE;
import static io.github.ecstaskretry.store.AttemptAttributes.PENDING_SHARD;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import io.github.ecstaskretry.function.retry.OpenReruns;
import io.github.ecstaskretry.store.AttemptItem;
import io.github.ecstaskretry.store.ItemReader;
import io.github.ecstaskretry.store.PendingShard;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Open reruns in DynamoDB, at attempt 0 of the new job. {@link DynamoOrders} writes them. */
public final class DynamoOpenReruns implements OpenReruns {

    private final TableClient table;

    public DynamoOpenReruns(DynamoDbClient dynamoDb, String table) {
        this.table = new TableClient(dynamoDb, table);
    }

    static Map<String, AttributeValue> item(OrderedRerun ordered, Instant at, Duration retention) {
        AttemptId first = ordered.request().attempt();
        Map<String, AttributeValue> item = new HashMap<>(DynamoAttempts.key(first.jobId(), 0));
        item.put(PENDING_SHARD, AttributeValue.fromS(PendingShard.RERUNS));
        item.put(NOT_BEFORE, TableClient.time(at));
        item.put(CLUSTER_ARN, AttributeValue.fromS(ordered.request().cluster()));
        item.put(LAUNCH_REQUEST, AttributeValue.fromS(LaunchRequestJson.redacted(ordered.request())));
        item.put(ENVIRONMENT_GIVEN, AttributeValue.fromBool(ordered.valuesGiven()));
        item.put(EXPIRES_AT, TableClient.expiry(at.plus(AttemptItem.keptFor(retention))));
        return item;
    }

    @Override
    public List<Iterable<OpenRerun>> open(Instant before, Consumer<RuntimeException> unreadable) {
        return table.pending(
                List.of(PendingShard.RERUNS),
                before,
                item -> new OpenRerun(item.text(JOB_ID), item.text(CLUSTER_ARN), item.time(NOT_BEFORE)),
                unreadable);
    }

    @Override
    public Optional<OrderedRerun> ordered(String jobId) {
        ItemReader item = new ItemReader(table.get(DynamoAttempts.key(jobId, 0)));
        return item.has(PENDING_SHARD)
                ? Optional.of(new OrderedRerun(
                        item.read(LAUNCH_REQUEST, text -> LaunchRequestJson.read(text, new AttemptId(jobId, 1))),
                        item.bool(ENVIRONMENT_GIVEN)))
                : Optional.empty();
    }

    @Override
    public void close(String jobId) {
        table.updateIf(
                "attribute_exists(" + PENDING_SHARD + ")",
                DynamoAttempts.key(jobId, 0),
                "REMOVE " + PENDING_SHARD + ", " + NOT_BEFORE,
                Map.of());
    }
}
