package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecstaskretry.RunTaskRecord;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.learn.LaunchRecord;
import io.github.ecstaskretry.function.retry.LaunchRecords;
import io.github.ecstaskretry.testkit.standin.Clients;
import io.github.ecstaskretry.testkit.standin.launchers.EventHistoryStandIn;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;

/** The event history over its wire protocol. */
class CloudTrailRecordsTest {

    private static final Instant FROM = Instant.parse("2026-01-31T11:48:00Z");
    private static final Instant TO = Instant.parse("2026-01-31T11:52:00Z");

    private final Switchboard switchboard = new Switchboard();
    private final EventHistoryStandIn history = new EventHistoryStandIn(Account.EXAMPLE);
    private final HttpFront front = new HttpFront(0, List.of(history.onTheWire(switchboard)));
    private final CloudTrailClient client = Clients.cloudTrail(front.endpoint());
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = TO;
    private final CloudTrailRecords records = new CloudTrailRecords(() -> client, TaskEvent.OURS, () -> now, pause -> {
        pauses.add(pause);
        now = now.plus(pause);
    });

    @AfterEach
    void close() {
        client.close();
        front.close();
    }

    private List<LaunchRecord> read() {
        List<LaunchRecord> all = new ArrayList<>();
        records.between(FROM, TO).forEach(all::addAll);
        return all;
    }

    @Test
    void readsTheRecordsOfThePeriodAndSkipsUnreadableOnes() {
        history.add(RunTaskRecord.launched().json());
        history.add(RunTaskRecord.launched()
                .with(record -> record.put("eventTime", "2026-01-31T11:40:00Z"))
                .json());
        history.add(RunTaskRecord.launched()
                .with(record -> record.putObject("responseElements").put("tasks", "cut"))
                .json());

        assertThat(read()).extracting(LaunchRecord::id).containsExactly(RunTaskRecord.ID);
        assertThat(pauses).isEmpty();
    }

    @Test
    void readsPageByPageWithLessThanTwoCallsASecond() {
        for (int i = 0; i < 60; i++) {
            history.add(RunTaskRecord.launched().json());
        }

        assertThat(read()).hasSize(60);
        assertThat(switchboard.log().count("CloudTrail", "LookupEvents")).isEqualTo(2);
        assertThat(pauses).containsExactly(Duration.ofMillis(600));
    }

    @Test
    void namesADeniedPermissionAndRecognisesThrottling() {
        switchboard.faults().refuse("CloudTrail", "LookupEvents", AwsError.client("AccessDeniedException", "no"));
        assertThatThrownBy(this::read)
                .isInstanceOf(LaunchRecords.DeniedException.class)
                .hasMessage("AWS denies this deployment cloudtrail:LookupEvents");

        read();
        read();
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        CloudTrailException.class,
                        throttled ->
                                assertThat(SdkThrottling.isBehind(throttled)).isTrue());
    }
}
