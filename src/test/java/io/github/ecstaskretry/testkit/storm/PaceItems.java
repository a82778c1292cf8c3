package io.github.ecstaskretry.testkit.storm;

import io.github.ecstaskretry.store.AttemptAttributes;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The clocks' items in memory. It knows the two updates of the adapter and no others. */
final class PaceItems implements DynamoDbClient {

    private final Map<Map<String, AttributeValue>, Long> clocks = new HashMap<>();
    private final Runnable onUpdate;

    PaceItems(Runnable onUpdate) {
        this.onUpdate = onUpdate;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        onUpdate.run();
        Map<String, AttributeValue> values = request.expressionAttributeValues();
        long clock = clocks.getOrDefault(request.key(), 0L);
        boolean sets = request.updateExpression().startsWith("SET");
        boolean past = clock <= Long.parseLong(values.get(":now").n());
        if (past != sets) {
            throw ConditionalCheckFailedException.builder().item(item(clock)).build();
        }
        long after = sets
                ? Long.parseLong(values.get(":reserved").n())
                : clock + Long.parseLong(values.get(":interval").n());
        clocks.put(request.key(), after);
        return UpdateItemResponse.builder().attributes(item(after)).build();
    }

    private static Map<String, AttributeValue> item(long clock) {
        return Map.of(AttemptAttributes.PACE_CLOCK, AttributeValue.fromN(Long.toString(clock)));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
