package io.github.ecstaskretry.testkit.standin.dynamodb;

import io.github.ecstaskretry.testkit.standin.deployment.AwsClients;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Gives a test class empty attempts tables on DynamoDB Local. Register it in a static field. All classes of a test run share one
 * DynamoDB Local, so each class must be done before the next begins.
 */
public final class DynamoDbTables implements BeforeAllCallback, AfterAllCallback {

    private final List<String> names;
    private @Nullable Engine engine;

    /** Creates these tables before the first test of the class and deletes them after the last. */
    public DynamoDbTables(String... names) {
        this.names = List.of(names);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        engine = context.getRoot()
                .getStore(Namespace.create(DynamoDbTables.class))
                .computeIfAbsent(Engine.class, type -> Engine.start(), Engine.class);
        names.forEach(name -> RetryTable.create(client(), name));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client().listTables().tableNames().forEach(name -> client().deleteTable(request -> request.tableName(name)));
    }

    /** Where DynamoDB Local listens. */
    public URI endpoint() {
        return engine().local().endpoint();
    }

    public DynamoDbClient client() {
        return engine().clients().dynamoDb();
    }

    private Engine engine() {
        if (engine == null) {
            throw new IllegalStateException(
                    "DynamoDB Local starts before the first test: register this in a static field");
        }
        return engine;
    }

    /** JUnit closes it at the end of the run. */
    private record Engine(DynamoDbLocal local, AwsClients clients) implements AutoCloseable {

        static Engine start() {
            DynamoDbLocal local = DynamoDbLocal.start();
            return new Engine(local, new AwsClients(Account.EXAMPLE, local.endpoint()));
        }

        @Override
        public void close() {
            clients.close();
            local.close();
        }
    }
}
