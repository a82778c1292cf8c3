package io.github.ecstaskretry.cli.commands.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table on DynamoDB Local that the command line reads. */
final class RecordedTable implements BeforeAllCallback, AfterAllCallback {

    private static final String NAME = "attempts";

    private final DynamoDbTables tables = new DynamoDbTables(NAME);

    @Override
    public void beforeAll(ExtensionContext context) {
        tables.beforeAll(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        tables.afterAll(context);
    }

    /** Puts jobs into the table. */
    RecordedJobs jobs() {
        return new RecordedJobs(tables.client(), NAME);
    }

    DynamoDbClient dynamoDb() {
        return tables.client();
    }

    Run run(String... arguments) {
        return onLinesOf(0, arguments);
    }

    /** Runs a command on a terminal with lines of that many characters. */
    Run onLinesOf(int width, String... arguments) {
        return Run.onLinesOf(width, "", connected(NAME, arguments));
    }

    /** The same with another table. */
    Run ofTable(String name, String... arguments) {
        return Run.of(connected(name, arguments));
    }

    /** The ids of the jobs that the command lists, in order. */
    List<String> ids(String... arguments) {
        Run run = run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        JsonNode jobs = Json.read(run.out()).path("jobs");
        return jobs.valueStream().map(job -> job.path("jobId").asText()).toList();
    }

    private String[] connected(String table, String... arguments) {
        Stream<String> where = Stream.of(
                "--table",
                table,
                "--region",
                "eu-west-1",
                "--endpoint-url",
                tables.endpoint().toString());
        return Stream.concat(Stream.of(arguments), where).toArray(String[]::new);
    }
}
