package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.cli.audit.Slowdowns;
import io.github.ecstaskretry.cli.audit.Slowdowns.PaceBehind;
import io.github.ecstaskretry.store.DeploymentItem;
import io.github.ecstaskretry.store.PauseItem;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the items of the deployment by GetItem, so that a caller who may not see attempts can be allowed to read them. */
public record SlowdownReader(DynamoDbClient dynamoDb, String table) {

    /** The pauses, and the paces of these policies that are behind. Throws an {@link SdkException} if DynamoDB refuses. */
    public Slowdowns read(Collection<String> policies, Instant now) {
        return Slowdowns.of(
                PauseItem.read(item(DeploymentItem.control())),
                Stream.concat(
                                pace(null, DeploymentItem.SHARED_PACE),
                                policies.stream()
                                        .sorted()
                                        .flatMap(policy -> pace(policy, DeploymentItem.paceOf(policy))))
                        .toList(),
                now);
    }

    private Stream<PaceBehind> pace(@Nullable String policy, String id) {
        Map<String, AttributeValue> item = item(DeploymentItem.key(id));
        return item.isEmpty() ? Stream.empty() : Stream.of(new PaceBehind(policy, DeploymentItem.paceClock(item)));
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        return dynamoDb.getItem(request -> request.tableName(table).key(key)).item();
    }
}
