package io.github.ecstaskretry.cli.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** How AWS is asked, in one Region and with the same credentials for all clients. */
public final class AwsConnection {

    private final @Nullable String region;
    private final @Nullable String profile;
    private final @Nullable URI endpoint;
    private final AwsCredentialsProvider credentials;

    /**
     * What is null is found by the SDK's usual chain.
     *
     * @param endpoint another address than the Region's
     */
    public AwsConnection(@Nullable String region, @Nullable String profile, @Nullable URI endpoint) {
        this.region = region;
        this.profile = profile;
        this.endpoint = endpoint;
        // Not the default chain for a profile that was asked for: it takes the environment's credentials first.
        this.credentials = shared(
                profile == null
                        ? DefaultCredentialsProvider.builder().build()
                        : ProfileCredentialsProvider.create(profile));
    }

    /**
     * A client, with the profile's settings for whatever the builder does not say, such as {@code endpoint_url}.
     *
     * @throws SdkException when no Region is known
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(where())
                .credentialsProvider(credentials)
                .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .defaultProfileName(profile())
                        .addExecutionInterceptor(new NonAwsResponse())
                        .build());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    /** The profile whose settings hold: the one that is given, else AWS_PROFILE's or the one called default. */
    public String profile() {
        return profile == null ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow() : profile;
    }

    /** Who asks. */
    public AwsCredentialsProvider who() {
        return credentials;
    }

    /** Another address than the Region's; null for the SDK's usual one. */
    public @Nullable URI endpoint() {
        return endpoint;
    }

    /** As a provider that no client closes. The SDK throws what it likes when a profile is incomplete or not signed in. */
    private static AwsCredentialsProvider shared(AwsCredentialsProvider provider) {
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

    /**
     * Where it asks. Like the AWS CLI, which also has a variable that the SDK does not know: it comes after AWS_REGION and before
     * profiles.
     *
     * @throws SdkException when no Region is known
     */
    public Region where() {
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
