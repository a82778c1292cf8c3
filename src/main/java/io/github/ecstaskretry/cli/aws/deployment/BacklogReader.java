package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.aws.table.OpenAttemptCount;
import io.github.ecstaskretry.cli.doctor.Deployment.Backlog;
import io.github.ecstaskretry.cli.doctor.Reading;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What is overdue, by the index {@code pending}. */
final class BacklogReader {

    private final DynamoDbClient dynamoDb;

    BacklogReader(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    Reading<Backlog> read(String table, Instant now) {
        OpenAttemptCount open = new OpenAttemptCount(dynamoDb, table);
        return Readings.ask(
                "dynamodb:Query",
                () -> new Backlog(
                        open.retries(now.minus(Backlog.RETRY_PATIENCE)),
                        open.notices(now.minus(Backlog.NOTICE_PATIENCE))));
    }
}
