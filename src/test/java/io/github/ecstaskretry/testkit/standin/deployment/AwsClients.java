package io.github.ecstaskretry.testkit.standin.deployment;

import io.github.ecstaskretry.testkit.standin.wire.Account;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Real SDK clients for one endpoint. */
public final class AwsClients implements AutoCloseable {

    private final Account account;
    private final URI endpoint;
    private final DynamoDbClient dynamoDb;
    private final EcsClient ecs;
    private final SfnClient stepFunctions;
    private final SnsClient sns;
    private final SqsClient sqs;

    /** Creates clients with dummy credentials. */
    public AwsClients(Account account, URI endpoint) {
        this.account = account;
        this.endpoint = endpoint;
        this.dynamoDb = client(DynamoDbClient.builder());
        this.ecs = client(EcsClient.builder());
        this.stepFunctions = client(SfnClient.builder());
        this.sns = client(SnsClient.builder());
        this.sqs = client(SqsClient.builder());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.region(Region.of(account.region()))
                .endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    public EcsClient ecs() {
        return ecs;
    }

    public SfnClient stepFunctions() {
        return stepFunctions;
    }

    public SnsClient sns() {
        return sns;
    }

    public SqsClient sqs() {
        return sqs;
    }

    @Override
    public void close() {
        dynamoDb.close();
        ecs.close();
        stepFunctions.close();
        sns.close();
        sqs.close();
    }
}
