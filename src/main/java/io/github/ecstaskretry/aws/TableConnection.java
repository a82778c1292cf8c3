package io.github.ecstaskretry.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
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
                // Not the default chain, which takes the environment's credentials before those of a profile that was
                // asked for.
                builder.credentialsProvider(credentials(profile));
            }
            if (endpoint != null) {
                builder.endpointOverride(endpoint);
            }
            return builder.build();
        } catch (SdkException e) {
            throw TableRefusal.of(e, table, "dynamodb:Query");
        }
    }

    /** The SDK throws what it likes when a profile is incomplete or not signed in. */
    private static AwsCredentialsProvider credentials(String profile) {
        ProfileCredentialsProvider provider = ProfileCredentialsProvider.create(profile);
        return () -> {
            try {
                return provider.resolveCredentials();
            } catch (SdkException e) {
                throw e;
            } catch (RuntimeException e) {
                throw SdkClientException.create(String.valueOf(e.getMessage()), e);
            }
        };
    }

    /** Like the AWS CLI, which also has a variable that the SDK does not know: it comes after AWS_REGION and before profiles. */
    private Region where() {
        if (region != null) {
            return Region.of(region);
        }
        String ofTheAwsCli = System.getenv("AWS_DEFAULT_REGION");
        if (ofTheAwsCli != null && !ofTheAwsCli.isBlank() && System.getenv("AWS_REGION") == null) {
            return Region.of(ofTheAwsCli);
        }
        var chain = DefaultAwsRegionProviderChain.builder();
        return (profile == null ? chain : chain.profileName(profile)).build().getRegion();
    }
}
