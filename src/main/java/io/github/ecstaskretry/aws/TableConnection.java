package io.github.ecstaskretry.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Which table, and how AWS is asked; what is null is found by the SDK's usual chain.
 *
 * @param table its name or ARN
 * @param endpoint another address than the Region's
 */
public record TableConnection(
        String table,
        @Nullable String region,
        @Nullable String profile,
        @Nullable URI endpoint) {

    DynamoDbClient dynamoDb() {
        try {
            return new AwsConnection(region, profile, endpoint).client(DynamoDbClient.builder());
        } catch (SdkException e) {
            throw TableRefusal.of(e, table, "dynamodb:Query");
        }
    }
}
