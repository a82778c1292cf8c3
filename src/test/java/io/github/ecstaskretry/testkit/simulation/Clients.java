package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.function.operate.DeadLetterQueue;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The AWS clients of an invocation.
 *
 * @param handledLetters receives the ids of events from the dead-letter queue that were handled
 */
record Clients(
        DynamoDbClient dynamoDb,
        SfnClient stepFunctions,
        SnsClient sns,
        EcsClient ecs,
        SourceClients sources,
        DeadLetterQueue deadLetters,
        Consumer<String> handledLetters) {
    Clients with(DynamoDbClient table) {
        return new Clients(table, stepFunctions, sns, ecs, sources, deadLetters, handledLetters);
    }

    Clients with(SfnClient executions) {
        return new Clients(dynamoDb, executions, sns, ecs, sources, deadLetters, handledLetters);
    }
}
