package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.policy.Pace;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** On DynamoDB's own engine. */
class DynamoPaceClocksTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:05.678Z");
    private static final Duration LONGEST = Duration.ofHours(6);

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables("attempts");

    private final Policy policy = policy("pace: {launches: 60, per: 1m}");
    private Instant now = NOW;
    private final DynamoPaceClocks clocks = new DynamoPaceClocks(DYNAMODB.client(), "attempts", () -> now);

    @Test
    void aFewLaunchesAreNotDelayedAndTheOthersFollowAtThePace() {
        assertThat(reserve(8))
                .startsWith(seconds(0), seconds(0), seconds(0), seconds(0), seconds(0), seconds(0))
                .endsWith(seconds(1), seconds(2));
    }

    @Test
    void theClockStandsStillWhileNothingFails() {
        reserve(20);
        now = NOW.plus(Duration.ofMinutes(5));

        assertThat(reserve(6)).containsOnly(seconds(0));
    }

    @Test
    void reservesNothingFurtherAwayThanTheRetryCanWait() {
        reserve(8);

        for (int again = 0; again < 5; again++) {
            assertThat(clocks.reserve(policy, Duration.ofMillis(2_999))).isEmpty();
        }
        assertThat(clocks.reserve(policy, Duration.ofSeconds(3))).contains(Duration.ofSeconds(3));
    }

    @Test
    void policiesWithAPaceHaveClocksOfTheirOwnAndTheOthersShareOne() {
        assertThat(reserve(20).getLast()).isEqualTo(seconds(14));
        assertThat(clocks.reserve(policy("pace: {launches: 60, per: 1m}"), LONGEST))
                .isEqualTo(seconds(0));

        now = Instant.now();
        int burst = Pace.SHARED.burst();
        IntStream.range(0, burst)
                .forEach(nth ->
                        assertThat(clocks.reserve(policy("mode: act"), LONGEST)).isEqualTo(seconds(0)));
        assertThat(clocks.reserve(policy("mode: act"), LONGEST)).contains(Duration.ofMillis(250));
    }

    @Test
    void simultaneousReservationsGetDifferentSlots() throws Exception {
        Callable<Optional<Duration>> reservation = () -> clocks.reserve(policy, LONGEST);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Duration> delays =
                    threads
                            .invokeAll(IntStream.range(0, 60)
                                    .mapToObj(nth -> reservation)
                                    .toList())
                            .stream()
                            .map(slot -> slot.resultNow().orElseThrow())
                            .sorted()
                            .toList();

            assertThat(delays)
                    .containsExactlyElementsOf(IntStream.range(0, 60)
                            .mapToObj(nth -> Duration.ofSeconds(Math.max(0, nth - 5)))
                            .toList());
        }
    }

    @Test
    void oneCallIsEnoughWhenLittleFailsAndTwoInAStorm() {
        CountingClient client = new CountingClient();
        DynamoPaceClocks counted = new DynamoPaceClocks(client, "attempts", () -> now);

        counted.reserve(policy, LONGEST);
        assertThat(client.calls).isEqualTo(1);
        counted.reserve(policy, LONGEST);
        assertThat(client.calls).isEqualTo(3);
    }

    /** Somebody who deletes the item all the time. Lambda then tries the event again; nothing is lost. */
    @Test
    void givesUpLoudlyIfTheClockIsResetAllTheTime() {
        CountingClient client = new CountingClient() {
            @Override
            public UpdateItemResponse updateItem(UpdateItemRequest request) {
                calls++;
                throw ConditionalCheckFailedException.builder()
                        .item(Map.of("paceClock", AttributeValue.fromN("9000000000000000")))
                        .build();
            }
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> new DynamoPaceClocks(client, "attempts", () -> Instant.ofEpochSecond(8_999_999_999L))
                        .reserve(policy, LONGEST))
                .withMessageContaining("pace/" + policy.name());
        assertThat(client.calls).isEqualTo(2 * DynamoPaceClocks.MOST_TRIES);
    }

    private List<Optional<Duration>> reserve(int times) {
        return IntStream.range(0, times)
                .mapToObj(nth -> clocks.reserve(policy, LONGEST))
                .toList();
    }

    private static Optional<Duration> seconds(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }

    private static Policy policy(String line) {
        String name = "p" + UUID.randomUUID();
        return TestPolicies.first("version: 1\npolicies:\n  - name: " + name + "\n    " + line + "\n");
    }

    private static class CountingClient implements DynamoDbClient {

        int calls;

        @Override
        public UpdateItemResponse updateItem(UpdateItemRequest request) {
            calls++;
            return DYNAMODB.client().updateItem(request);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
