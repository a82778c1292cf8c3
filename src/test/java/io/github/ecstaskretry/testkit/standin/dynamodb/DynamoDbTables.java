package io.github.ecstaskretry.testkit.standin.dynamodb;

import io.github.ecstaskretry.testkit.standin.deployment.AwsClients;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Gives a test class empty attempts tables on DynamoDB Local. Register it in a static field. All classes of a JVM share one
 * DynamoDB Local, so each class must be done before the next begins.
 */
public final class DynamoDbTables implements BeforeAllCallback, AfterAllCallback {

    private final List<String> names;

    /** Creates these tables before the first test of the class and deletes them after the last. */
    public DynamoDbTables(String... names) {
        this.names = List.of(names);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        names.forEach(name -> RetryTable.create(client(), name));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client().listTables().tableNames().forEach(name -> client().deleteTable(request -> request.tableName(name)));
    }

    /** Where DynamoDB Local listens. */
    public URI endpoint() {
        return DynamoDbLocal.ofThisJvm().endpoint();
    }

    public DynamoDbClient client() {
        return Shared.CLIENTS.dynamoDb();
    }

    /** Made at its first use. */
    private static final class Shared {

        static final AwsClients CLIENTS =
                new AwsClients(Account.EXAMPLE, DynamoDbLocal.ofThisJvm().endpoint());
    }
}
