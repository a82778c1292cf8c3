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
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Makes the clients of the command line: all in one Region and with the same credentials. */
public final class AwsConnection {

    private final @Nullable String region;
    private final @Nullable String profile;
    private final @Nullable URI endpoint;
    private final AwsCredentialsProvider credentials;

    /** If an argument is null, the SDK's default chain supplies the value. */
    public AwsConnection(@Nullable String region, @Nullable String profile, @Nullable URI endpoint) {
        // The default chain would prefer the environment's credentials to the profile that the user named.
        this(
                region,
                profile,
                endpoint,
                shared(
                        profile == null
                                ? DefaultCredentialsProvider.builder().build()
                                : ProfileCredentialsProvider.create(profile)));
    }

    private AwsConnection(
            @Nullable String region,
            @Nullable String profile,
            @Nullable URI endpoint,
            AwsCredentialsProvider credentials) {
        this.region = region;
        this.profile = profile;
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /** A client that waits for an answer as long as the SDK does by default. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, UrlConnectionHttpClient.builder());
    }

    /** The Region. Throws an {@link UnreadableException} with advice. */
    public String knownRegion() {
        try {
            return region();
        } catch (SdkException e) {
            throw new UnreadableException(AwsErrors.explain(e, "dynamodb:Query", null), e);
        }
    }

    public AwsConnection in(String otherRegion) {
        return new AwsConnection(otherRegion, profile, endpoint, credentials);
    }

    /**
     * A client. Settings that the builder does not have, such as {@code endpoint_url}, come from the profile.
     *
     * @throws SdkException if no Region is known, or if HTTPS_PROXY or HTTP_PROXY is no address
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, UrlConnectionHttpClient.Builder http) {
        EnvironmentProxies.use();
        builder.httpClientBuilder(http.proxyConfiguration(ProxyConfiguration.builder()
                        .useEnvironmentVariablesValues(false)
                        .build()))
                .region(Region.of(region()))
                .credentialsProvider(credentials)
                .overrideConfiguration(configuration -> configuration.defaultProfileName(
                        profile == null ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow() : profile));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    /** Keeps clients from closing the provider, and turns its exceptions, such as one about an incomplete profile, into SDK exceptions. */
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
     * The Region that is asked. Like the AWS CLI, takes AWS_DEFAULT_REGION, which the SDK does not know, after AWS_REGION and before
     * profiles.
     *
     * @throws SdkException if no Region is known
     */
    public String region() {
        if (region != null) {
            return region;
        }
        String byCli = System.getenv("AWS_DEFAULT_REGION");
        if (byCli != null && !byCli.isBlank() && System.getenv("AWS_REGION") == null) {
            return byCli;
        }
        var chain = DefaultAwsRegionProviderChain.builder();
        return (profile == null ? chain : chain.profileName(profile))
                .build()
                .getRegion()
                .id();
    }
}
