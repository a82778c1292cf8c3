package io.github.ecstaskretry.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

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
            DynamoDbClientBuilder builder = DynamoDbClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .region(where());
            if (profile != null) {
                builder.credentialsProvider(DefaultCredentialsProvider.builder()
                        .profileName(profile)
                        .build());
            }
            if (endpoint != null) {
                builder.endpointOverride(endpoint);
            }
            return builder.build();
        } catch (SdkException e) {
            throw TableRefusal.of(e, table, "dynamodb:Query");
        }
    }

    private Region where() {
        if (region != null) {
            return Region.of(region);
        }
        var chain = DefaultAwsRegionProviderChain.builder();
        return (profile == null ? chain : chain.profileName(profile)).build().getRegion();
    }
}
