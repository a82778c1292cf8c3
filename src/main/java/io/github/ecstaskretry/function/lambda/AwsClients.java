package io.github.ecstaskretry.function.lambda;

import io.github.ecstaskretry.core.task.Arn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Builds the application's AWS clients on the URL connection client. Credentials, Region and endpoint come from the SDK's default
 * chain. Time-outs keep one call from using up the invocation. The Quarkus extensions build the clients of DynamoDB and SNS; {@code
 * application.properties} has the time-outs of their connections. A client lives as long as the process.
 */
final class AwsClients {

    /** The longest that one call may take, including its retries. */
    static final Duration CALL = Duration.ofSeconds(8);

    /** The longest that one try of a call may take. */
    static final Duration ATTEMPT = Duration.ofSeconds(3);

    private static final int ATTEMPTS = 3;

    @Produces
    @ApplicationScoped
    DynamoDbClient dynamoDb(DynamoDbClientBuilder builder) {
        return limited(builder).build();
    }

    @Produces
    @ApplicationScoped
    SnsClient sns(SnsClientBuilder builder, Settings settings) {
        // SNS publishes to a topic only in the topic's Region.
        Arn.parse(settings.topicArn()).map(topic -> Region.of(topic.region())).ifPresent(builder::region);
        return limited(builder).build();
    }

    @Produces
    @ApplicationScoped
    SfnClient stepFunctions() {
        return limited(SfnClient.builder()).httpClientBuilder(http()).build();
    }

    @Produces
    @ApplicationScoped
    EcsClient ecs() {
        return limited(EcsClient.builder()).httpClientBuilder(http()).build();
    }

    /** CDI builds this client and the next at their first use, which is for a task that a rule or a schedule launched. */
    @Produces
    @ApplicationScoped
    EventBridgeClient eventBridge() {
        return limited(EventBridgeClient.builder()).httpClientBuilder(http()).build();
    }

    @Produces
    @ApplicationScoped
    SchedulerClient scheduler() {
        return limited(SchedulerClient.builder()).httpClientBuilder(http()).build();
    }

    /** Only reconciling uses it, if a retry is held or failed launches of others are watched. */
    @Produces
    @ApplicationScoped
    CloudTrailClient cloudTrail() {
        return limited(CloudTrailClient.builder()).httpClientBuilder(http()).build();
    }

    /** Used when an operator lists or redrives dead letters. */
    @Produces
    @ApplicationScoped
    SqsClient sqs() {
        return limited(SqsClient.builder()).httpClientBuilder(http()).build();
    }

    /** Honours {@code AWS_MAX_ATTEMPTS}, as every AWS SDK does. */
    static <B extends AwsClientBuilder<B, ?>> B limited(B builder) {
        int attempts = SdkSystemSetting.AWS_MAX_ATTEMPTS.getIntegerValue().orElse(ATTEMPTS);
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .apiCallTimeout(CALL)
                .apiCallAttemptTimeout(ATTEMPT)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        .build())
                .build());
    }

    private static SdkHttpClient.Builder<?> http() {
        return UrlConnectionHttpClient.builder().socketTimeout(ATTEMPT);
    }
}
