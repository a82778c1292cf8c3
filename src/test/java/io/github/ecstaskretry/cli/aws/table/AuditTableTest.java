package io.github.ecstaskretry.cli.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.JobFilter;
import io.github.ecstaskretry.cli.audit.JobFilter.AskedState;
import io.github.ecstaskretry.cli.audit.JobListing;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.function.aws.DynamoControl;
import io.github.ecstaskretry.testkit.standin.deployment.AwsClients;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class AuditTableTest {

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables("attempts");

    private static final List<AskedState> ENDED = Stream.of(Outcome.values())
            .map(Outcome::name)
            .map(AskedState::valueOf)
            .toList();

    private static final TimeRange TWO_DAYS =
            new TimeRange(Instant.parse("2026-03-14T00:00:00Z"), Instant.parse("2026-03-15T12:00:00Z"));

    /** An empty table that answers only when this many queries wait at the same time. */
    private static void withQueriesTogether(int number, Consumer<AuditTable> question) {
        CyclicBarrier together = new CyclicBarrier(number);
        AwsService dynamoDb = new AwsService("DynamoDB", Map.of("Query", request -> {
            try {
                together.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw AwsError.client("ValidationException", "fewer than " + number + " queries at the same time");
            }
            ObjectNode nothing = Json.object();
            nothing.putArray("Items");
            nothing.putObject("ConsumedCapacity").put("CapacityUnits", 0.5);
            return nothing;
        }));
        try (HttpFront front = new HttpFront(
                        0, List.of(new AwsJson(new Switchboard(), dynamoDb, "DynamoDB_20120810.", "1.0")));
                AwsClients clients = new AwsClients(Account.EXAMPLE, front.endpoint());
                AuditTable table = new AuditTable(clients.dynamoDb(), "attempts")) {
            question.accept(table);
        }
    }

    @Test
    void theControlItemIsNoJob() {
        new DynamoControl(DYNAMODB.client(), "attempts", InstantSource.system()).read();

        AuditTable table = new AuditTable(DYNAMODB.client(), "attempts");
        assertThat(table.newest("control")).isEmpty();
        assertThat(table.attempts("control")).isEmpty();
    }

    @Test
    void queriesTheSixOutcomesOfADaySideBySideAndCountsTheirCost() {
        withQueriesTogether(6, table -> {
            JobFilter ended = new JobFilter(null, null, ENDED, "exit-unknown");

            assertThat(table.listings()
                            .newestFirst(ended, TWO_DAYS, TWO_DAYS.since(), 50, day -> {})
                            .hasNext())
                    .isFalse();
            assertThat(table.readUnits()).isEqualTo(2 * 6 * 0.5);
        });
    }

    @Test
    void queriesTheShardsOfPendingAndHeldRetriesSideBySide() {
        withQueriesTogether(8, table -> {
            assertThat(table.listings().pending()).isEmpty();
            assertThat(table.readUnits()).isEqualTo(8 * 0.5);
        });
    }

    /** A day of 2,000 attempts, one of five of the same family. */
    @BeforeAll
    static void recordADayOfAttempts() {
        List<WriteRequest> puts = new GeneratedAttempts(42)
                .day(TWO_DAYS.since(), 2_000, 0).stream()
                        .map(item -> WriteRequest.builder()
                                .putRequest(put -> put.item(item))
                                .build())
                        .toList();
        for (int start = 0; start < puts.size(); start += 25) {
            List<WriteRequest> batch = puts.subList(start, Math.min(start + 25, puts.size()));
            DYNAMODB.client().batchWriteItem(request -> request.requestItems(Map.of("attempts", batch)));
        }
    }

    private static JobListing list(AuditTable table, JobFilter filter, int limit) {
        return JobListing.of(
                table.listings().newestFirst(filter, TWO_DAYS, TWO_DAYS.since(), limit, day -> {}),
                attempt -> attempt,
                filter,
                limit,
                TWO_DAYS.until());
    }

    @Test
    void costsOnlyWhatItLists() {
        JobFilter family = new JobFilter("family-0", null, List.of(), null);
        // Not closed, because that would close the shared client.
        AuditTable few = new AuditTable(DYNAMODB.client(), "attempts");
        AuditTable all = new AuditTable(DYNAMODB.client(), "attempts");
        AuditTable ofEvery = new AuditTable(DYNAMODB.client(), "attempts");

        List<Job> five = list(few, family, 5).jobs();
        List<Job> everyJob = list(all, family, 10_000).jobs();
        JobListing ofEveryFamily = list(ofEvery, JobFilter.ALL, 5);

        assertThat(five).hasSize(5).isEqualTo(everyJob.subList(0, 5));
        assertThat(few.readUnits()).isLessThan(5);
        assertThat(all.readUnits()).isGreaterThan(15);
        assertThat(ofEveryFamily.jobs()).hasSize(5);
        // The whole day costs fourteen.
        assertThat(ofEvery.readUnits()).isLessThan(12);
    }

    @Test
    void doublesThePageSizeAndLosesNoAttempt() {
        JobFilter family = new JobFilter("family-0", null, List.of(), null);
        List<ListedAttempt> byPages = new ArrayList<>();
        List<ListedAttempt> atOnce = new ArrayList<>();

        new AuditTable(DYNAMODB.client(), "attempts")
                .listings()
                .newestFirst(family, TWO_DAYS, TWO_DAYS.since(), 1, day -> {})
                .forEachRemaining(byPages::add);
        new AuditTable(DYNAMODB.client(), "attempts")
                .ofFamily("family-0", TWO_DAYS)
                .forEach(atOnce::add);

        assertThat(byPages).hasSizeGreaterThan(150).isEqualTo(atOnce);
    }
}
