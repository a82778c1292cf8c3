package io.github.ecstaskretry.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.audit.JobFilter;
import io.github.ecstaskretry.audit.JobState;
import io.github.ecstaskretry.audit.TimeRange;
import io.github.ecstaskretry.decide.Outcome;
import io.github.ecstaskretry.standin.deployment.AwsClients;
import io.github.ecstaskretry.standin.wire.Account;
import io.github.ecstaskretry.standin.wire.AwsError;
import io.github.ecstaskretry.standin.wire.AwsJson;
import io.github.ecstaskretry.standin.wire.AwsService;
import io.github.ecstaskretry.standin.wire.HttpFront;
import io.github.ecstaskretry.standin.wire.Json;
import io.github.ecstaskretry.standin.wire.Switchboard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditTableTest {

    private static final List<JobState> ENDED = Stream.of(Outcome.values())
            .map(Outcome::name)
            .map(JobState::valueOf)
            .toList();

    private static final TimeRange TWO_DAYS =
            new TimeRange(Instant.parse("2026-03-14T00:00:00Z"), Instant.parse("2026-03-15T12:00:00Z"));

    /** A table with nothing in it, which answers queries only when so many wait for it at the same time. */
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
    void theSixOutcomesOfADayAreAskedForSideBySideAndTheirCostIsCounted() {
        withQueriesTogether(6, table -> {
            JobFilter ended = new JobFilter(null, null, ENDED, "exit-unknown");

            assertThat(table.newestFirst(ended, TWO_DAYS).hasNext()).isFalse();
            assertThat(table.readUnits()).isEqualTo(2 * 6 * 0.5);
        });
    }

    @Test
    void theFourShardsOfWhatIsPendingAreAskedForSideBySide() {
        withQueriesTogether(4, table -> {
            assertThat(table.pending()).isEmpty();
            assertThat(table.readUnits()).isEqualTo(4 * 0.5);
        });
    }
}
