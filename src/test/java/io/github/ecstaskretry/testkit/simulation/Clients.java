package io.github.ecstaskretry.testkit.simulation;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** The AWS clients of an invocation. */
record Clients(DynamoDbClient dynamoDb, SfnClient stepFunctions, SnsClient sns, EcsClient ecs, SourceClients sources) {}
