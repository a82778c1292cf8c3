package io.github.ecstaskretry.testkit.standin;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Real SDK clients for stand-ins. They do not retry, so that a test sees every error. */
public final class Clients {

    private Clients() {}

    public static EcsClient ecs(URI endpoint) {
        return of(EcsClient.builder(), endpoint);
    }

    public static SfnClient stepFunctions(URI endpoint) {
        return of(SfnClient.builder(), endpoint);
    }

    public static SnsClient sns(URI endpoint) {
        return of(SnsClient.builder(), endpoint);
    }

    public static EventBridgeClient eventBridge(URI endpoint) {
        return of(EventBridgeClient.builder(), endpoint);
    }

    public static SchedulerClient scheduler(URI endpoint) {
        return of(SchedulerClient.builder(), endpoint);
    }

    public static CloudTrailClient cloudTrail(URI endpoint) {
        return of(CloudTrailClient.builder(), endpoint);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C of(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
