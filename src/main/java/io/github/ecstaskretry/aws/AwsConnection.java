package io.github.ecstaskretry.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * How AWS is asked; what is null is found by the SDK's usual chain.
 *
 * @param endpoint another address than the Region's
 */
public record AwsConnection(
        @Nullable String region,
        @Nullable String profile,
        @Nullable URI endpoint) {

    /**
     * A client.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when no Region is known
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        builder.httpClientBuilder(UrlConnectionHttpClient.builder()).region(where());
        if (profile != null) {
            builder.credentialsProvider(
                    DefaultCredentialsProvider.builder().profileName(profile).build());
        }
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    private Region where() {
        if (region != null) {
            return Region.of(region);
        }
        var chain = DefaultAwsRegionProviderChain.builder();
        return (profile == null ? chain : chain.profileName(profile)).build().getRegion();
    }
}
