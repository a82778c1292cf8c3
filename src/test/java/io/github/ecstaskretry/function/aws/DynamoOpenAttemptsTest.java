package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.aws.table.OpenAttemptCount;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.OpenAttempts.Open;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Open work, on DynamoDB's own engine with the table of the template. */
class DynamoOpenAttemptsTest {

    private static final Instant STOP = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant RECORDED = STOP.plusSeconds(5);
    private static final String RETRIES = TestPolicies.patientWith("otherwise: retry");
    private static final AttemptTable TABLE = DynamoAttemptsFixture.TABLE;

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE.name());

    private static DynamoOpenAttempts open;

    @BeforeAll
    static void aHundredRetriesAndTwentyEnds() {
        open = new DynamoOpenAttempts(DYNAMODB.client(), TABLE.name());
        IntStream.range(0, 100).forEach(i -> record("retry" + i, RETRIES));
        IntStream.range(0, 20).forEach(i -> record("end" + i, TestPolicies.PATIENT));
    }

    private static void record(String jobId, String policy) {
        MemoryPorts ports = new MemoryPorts();
        ports.useCase(policy).handle(TaskEvent.exited(1).task(jobId).task());
        RecordedAttempt attempt = ports.records().getFirst();
        assertThat(new DynamoAttempts(DYNAMODB.client(), TABLE, () -> RECORDED).record(attempt, JobHistory.NONE))
                .isEmpty();
    }

    @Test
    void retriesThatWereDueAreFoundInEveryShardAndNothingElse() {
        assertThat(retries(STOP.plusSeconds(11)))
                .hasSize(100)
                .contains(new Open(new AttemptId("retry7", 1), TaskEvent.CLUSTER_ARN, STOP.plusSeconds(10), RECORDED))
                .allMatch(found -> found.attempt().jobId().startsWith("retry"));
        assertThat(retries(STOP.plusSeconds(10))).isEmpty();
    }

    private static List<Open> retries(Instant before) {
        return all(open.retries(before, unreadable -> fail(unreadable)));
    }

    private static List<Open> notices(Instant before) {
        return all(open.notices(before, unreadable -> fail(unreadable)));
    }

    private static List<Open> all(List<Iterable<Open>> parts) {
        List<Open> all = new ArrayList<>();
        parts.forEach(part -> part.forEach(all::add));
        return all;
    }

    @Test
    void aHeldRetryIsFoundOnlyAmongTheHeldAndReleasedOnce() {
        MemoryPorts ports = new MemoryPorts();
        ports.at("2026-01-31T12:00:01Z");
        ports.useCase("version: 1\npolicies: [{name: any, otherwise: retry}]")
                .handle(TaskEvent.exited(1).task("held").task());
        RecordedAttempt attempt = ports.records().getFirst();
        DynamoAttempts attempts = new DynamoAttempts(DYNAMODB.client(), TABLE, () -> RECORDED);
        attempts.record(attempt, JobHistory.NONE);
        RunTaskRequest request = ((RecordedDecision.Retry) attempt.decision()).launch();

        assertThat(all(open.held(unreadable -> fail(unreadable))))
                .extracting(Open::attempt)
                .containsExactly(attempt.id());
        assertThat(attempts.history("held").attempts()).containsExactly(attempt);
        assertThat(retries(STOP.plusSeconds(3600))).extracting(Open::attempt).doesNotContain(attempt.id());

        open.leaveToPause(attempt.id(), request, "cloudtrail");
        assertThat(attempts.history("held").attempts().getFirst().decision())
                .extracting(
                        decision -> ((RecordedDecision.Retry) decision).held().reason())
                .isEqualTo(RecordedDecision.Held.Reason.PAUSED);
        assertThat(open.release(attempt.id(), request, "cloudtrail")).isTrue();
        assertThat(open.release(attempt.id(), request, "cloudtrail")).isFalse();

        assertThat(all(open.held(unreadable -> fail(unreadable)))).isEmpty();
        assertThat(retries(STOP.plusSeconds(3600))).extracting(Open::attempt).contains(attempt.id());
        RecordedDecision.Retry released = (RecordedDecision.Retry)
                attempts.history("held").attempts().getFirst().decision();
        assertThat(released.held()).isNull();
        assertThat(released.launchSource()).isEqualTo("cloudtrail");

        // What would have ended the hold comes too late, and the release of a hold that has ended does nothing.
        RecordedAttempt end = end(attempt);
        assertThatThrownBy(() -> attempts.record(end, new JobHistory(List.of(attempt))))
                .isInstanceOf(TransactionCanceledException.class);
        assertThat(attempts.record(end, attempts.history("held"))).isEmpty();
        assertThat(retries(STOP.plusSeconds(3600))).extracting(Open::attempt).doesNotContain(attempt.id());
    }

    private static RecordedAttempt end(RecordedAttempt held) {
        return new RecordedAttempt(
                held.id().next(),
                held.subject(),
                held.times(),
                held.stop(),
                held.ruling(),
                new RecordedDecision.End(Outcome.UNLAUNCHABLE, false, null),
                held.event(),
                held.receivedAt());
    }

    @Test
    void aRetryWhoseExecutionCouldNotBeStartedIsAmongTheHeldUntilItIsPutBack() {
        AttemptId retry = retries(STOP.plusSeconds(3600)).getFirst().attempt();
        DynamoAttempts attempts = new DynamoAttempts(DYNAMODB.client(), TABLE, () -> RECORDED);

        attempts.setAside(retry);
        attempts.setAside(retry);

        assertThat(all(open.held(unreadable -> fail(unreadable))))
                .extracting(Open::attempt)
                .containsExactly(retry);
        open.putBack(retry);
        open.putBack(retry);
        assertThat(all(open.held(unreadable -> fail(unreadable)))).isEmpty();
        assertThat(retries(STOP.plusSeconds(3600))).extracting(Open::attempt).contains(retry);
    }

    @Test
    void endsThatAreToBeAnnouncedAreFoundInEveryShardAndNothingElse() {
        assertThat(notices(STOP.plusSeconds(1)))
                .hasSize(20)
                .contains(new Open(new AttemptId("end7", 1), TaskEvent.CLUSTER_ARN, STOP, RECORDED))
                .allMatch(found -> found.attempt().jobId().startsWith("end"));
        assertThat(notices(STOP)).isEmpty();
    }

    @Test
    void bothAreCountedWithoutBeingRead() {
        assertThat(OpenAttemptCount.retries(DYNAMODB.client(), TABLE.name(), STOP.plusSeconds(11)))
                .isEqualTo(100);
        assertThat(OpenAttemptCount.retries(DYNAMODB.client(), TABLE.name(), STOP.plusSeconds(10)))
                .isZero();
        assertThat(OpenAttemptCount.notices(DYNAMODB.client(), TABLE.name(), STOP.plusSeconds(1)))
                .isEqualTo(20);
        assertThat(OpenAttemptCount.notices(DYNAMODB.client(), TABLE.name(), STOP))
                .isZero();
    }

    @Test
    void asksForAHundredAttemptsInOneCall() {
        Set<AttemptId> recorded = ids(100, 1);
        Set<AttemptId> asked = IntStream.of(1, 2)
                .mapToObj(attempt -> ids(100, attempt))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());

        assertThat(open.recorded(asked)).isEqualTo(recorded);
        assertThat(open.recorded(Set.of())).isEmpty();
    }

    @Test
    void aTaskIsMissingSinceTheFirstTimeUntilItIsFound() {
        AttemptId attempt = new AttemptId("retry3", 2);

        assertThat(open.missingSince(attempt, RECORDED)).isEqualTo(RECORDED);
        assertThat(open.missingSince(attempt, RECORDED.plusSeconds(300))).isEqualTo(RECORDED);
        open.found(attempt);
        open.found(attempt);
        assertThat(open.missingSince(attempt, RECORDED.plusSeconds(600))).isEqualTo(RECORDED.plusSeconds(600));
    }

    @Test
    void onlyAPendingRetryCanBeMissing() {
        assertThat(open.missingSince(new AttemptId("nobody", 2), RECORDED)).isEqualTo(RECORDED);
        assertThat(open.recorded(Set.of(new AttemptId("nobody", 1)))).isEmpty();
    }

    @Test
    void anItemThatCannotBeReadIsLeftOutAndNamed() {
        Map<String, AttributeValue> key =
                Map.of("jobId", AttributeValue.fromS("broken"), "attempt", AttributeValue.fromN("1"));
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put("pendingShard", AttributeValue.fromS("0"));
        item.put("notBefore", AttributeValue.fromS("2026-01-31"));
        DYNAMODB.client().putItem(request -> request.tableName(TABLE.name()).item(item));
        List<String> unreadable = new ArrayList<>();

        List<Open> found = all(open.retries(STOP.plusSeconds(11), e -> unreadable.add(e.getMessage())));
        DYNAMODB.client().deleteItem(request -> request.tableName(TABLE.name()).key(key));

        assertThat(found).hasSize(100);
        assertThat(unreadable).singleElement().asString().contains("broken");
    }

    private static Set<AttemptId> ids(int jobs, int attempt) {
        return IntStream.range(0, jobs)
                .mapToObj(i -> new AttemptId("retry" + i, attempt))
                .collect(Collectors.toSet());
    }
}
