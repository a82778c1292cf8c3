package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Orders;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.OpenAttempts.Open;
import io.github.ecstaskretry.function.retry.OpenReruns.OpenRerun;
import io.github.ecstaskretry.function.retry.OpenReruns.OrderedRerun;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Orders in the table, on DynamoDB's own engine. */
class DynamoOrdersTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Order ADA = new Order("arn:aws:iam::111122223333:user/ada", NOON, "wrong input");
    private static final AttemptTable TABLE = DynamoAttemptsFixture.TABLE;

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE.name());

    private final DynamoAttempts attempts = new DynamoAttempts(DYNAMODB.client(), TABLE, () -> NOON);
    private final DynamoOrders orders = new DynamoOrders(DYNAMODB.client(), TABLE);

    private AttemptId record(String jobId, String policy) {
        MemoryPorts ports = new MemoryPorts();
        ports.useCase(policy).handle(TaskEvent.exited(1).task(jobId).task());
        RecordedAttempt attempt = ports.records().getFirst();
        attempts.record(attempt, JobHistory.NONE);
        return attempt.id();
    }

    private Orders ordersOf(AttemptId retry) {
        return ((RecordedDecision.Retry) attempts.history(retry.jobId())
                        .attempt(retry.number())
                        .orElseThrow()
                        .decision())
                .orders();
    }

    @Test
    void theFirstCancelHoldsAndReconcilingFindsItWheneverItWasDue() {
        AttemptId retry = record("cancelled", TestPolicies.patientWith("otherwise: retry"));

        assertThat(orders.cancel(retry, ADA)).isTrue();
        assertThat(orders.cancel(retry, new Order("somebody", NOON, null))).isFalse();

        assertThat(ordersOf(retry)).isEqualTo(new Orders(ADA, null, LaunchName.PLANNED));
        List<Iterable<Open>> held = new DynamoOpenAttempts(DYNAMODB.client(), TABLE.name()).held(unreadable -> {});
        assertThat(held.stream()
                        .flatMap(part -> StreamSupport.stream(part.spliterator(), false))
                        .map(Open::attempt))
                .contains(retry);
    }

    @Test
    void aDecisionThatDoesNotKnowOfTheCancelIsNotRecorded() {
        String policy = TestPolicies.patientWith("otherwise: retry");
        MemoryPorts ports = new MemoryPorts();
        ports.useCase(policy).handle(TaskEvent.exited(1).task("overtaken").task());
        ports.useCase(policy)
                .handle(TaskEvent.exited(1).asAttempt("overtaken", 2, "second").task());
        attempts.record(ports.records().getFirst(), JobHistory.NONE);
        JobHistory before = attempts.history("overtaken");
        RecordedAttempt second = ports.records().getLast();
        orders.cancel(new AttemptId("overtaken", 1), ADA);

        assertThatThrownBy(() -> attempts.record(second, before)).isInstanceOf(TransactionCanceledException.class);

        assertThat(attempts.history("overtaken").attempts()).hasSize(1);
        assertThat(attempts.record(second, attempts.history("overtaken"))).isEmpty();
    }

    @Test
    void aHurriedRetryIsDueAtOnceByAnotherExecution() {
        AttemptId retry = record("hurried", TestPolicies.patientWith("otherwise: retry"));

        assertThat(orders.hurry(retry, ADA)).isTrue();
        assertThat(orders.hurry(retry, ADA)).isFalse();
        assertThat(orders.cancel(retry, ADA)).isTrue();

        assertThat(ordersOf(retry)).isEqualTo(new Orders(ADA, ADA, LaunchName.NOW));
        assertThat(((RecordedDecision.Retry) attempts.history("hurried")
                                .attempt(1)
                                .orElseThrow()
                                .decision())
                        .notBefore())
                .isEqualTo(NOON);
        assertThat(orders.hurry(record("late", TestPolicies.patientWith("announce: []")), ADA))
                .isFalse();
    }

    @Test
    void aPausedRetryIsResumedOnce() {
        MemoryPorts ports = new MemoryPorts();
        ports.changePauses(List.of(), List.of(new Pause(Pause.ALL, "ada", NOON, null, "registry")));
        ports.useCase(TestPolicies.patientWith("otherwise: retry"))
                .handle(TaskEvent.exited(1).task("paused").task());
        RecordedAttempt paused = ports.records().getFirst();
        attempts.record(paused, JobHistory.NONE);
        DynamoOpenAttempts open = new DynamoOpenAttempts(DYNAMODB.client(), TABLE.name());
        assertThat(attempts.history("paused").attempts()).containsExactly(paused);

        assertThat(open.resume(paused.id(), NOON.plusSeconds(7), ADA)).isTrue();
        assertThat(open.resume(paused.id(), NOON.plusSeconds(9), null)).isFalse();

        assertThat(ordersOf(paused.id())).isEqualTo(new Orders(null, ADA, LaunchName.PLANNED));
        assertThat(open.retries(NOON.plusSeconds(8), unreadable -> {}).stream()
                        .flatMap(part -> StreamSupport.stream(part.spliterator(), false))
                        .map(Open::attempt))
                .contains(paused.id());
    }

    @Test
    void anEndNamesEachRerunOnce() {
        AttemptId end = record("failed", TestPolicies.PATIENT);

        RunTaskRequest kept = kept("failed");
        OrderedRerun first = new OrderedRerun(kept.as(new AttemptId("failed-r1", 1), "app-exit"), true);
        OrderedRerun second = new OrderedRerun(kept.as(new AttemptId("failed-r2", 1), "app-exit"), false);

        assertThat(orders.rerun(end, Reruns.NONE, first, ADA)).isTrue();
        assertThat(orders.rerun(end, Reruns.NONE, second, ADA)).isFalse();

        RecordedDecision.End noted = (RecordedDecision.End)
                attempts.history("failed").attempt(1).orElseThrow().decision();
        assertThat(noted.reruns()).isEqualTo(new Reruns(List.of("failed-r1"), ADA));
        assertThat(noted.request()).isNotNull();
        assertThat(orders.rerun(end, noted.reruns(), second, ADA)).isTrue();

        DynamoOpenReruns open = new DynamoOpenReruns(DYNAMODB.client(), TABLE.name());
        open.close("failed-r2");
        open.close("failed-r2");
        assertThat(open.open(NOON.plusSeconds(1), unreadable -> {}).getFirst())
                .containsExactly(new OpenRerun("failed-r1", TaskEvent.CLUSTER_ARN, NOON));
        assertThat(open.open(NOON, unreadable -> {}).getFirst()).isEmpty();
        assertThat(open.ordered("failed-r1")).contains(first);
        assertThat(open.ordered("failed-r2")).isEmpty();
    }

    @Test
    void anOpenRerunStaysForAsLongAsEventsMayComeLate() {
        record("short", TestPolicies.PATIENT);
        OrderedRerun rerun = new OrderedRerun(kept("short").as(new AttemptId("short-r1", 1), "app-exit"), true);

        assertThat(expiry(rerun, Duration.ofDays(1))).isEqualTo(NOON.plus(Duration.ofDays(31)));
        assertThat(expiry(rerun, Duration.ofDays(90))).isEqualTo(NOON.plus(Duration.ofDays(90)));
    }

    private static Instant expiry(OrderedRerun rerun, Duration retention) {
        AttributeValue expiresAt = DynamoOpenReruns.item(rerun, NOON, retention).get("expiresAt");
        return Instant.ofEpochSecond(Long.parseLong(expiresAt.n()));
    }

    private RunTaskRequest kept(String jobId) {
        RecordedDecision decision =
                attempts.history(jobId).attempt(1).orElseThrow().decision();
        return ((RecordedDecision.End) decision).request();
    }

    @Test
    void doesNotCancelAnEnd() {
        AttemptId end = record("over", TestPolicies.patientWith("otherwise: fail", "announce: []"));

        assertThat(orders.cancel(end, ADA)).isFalse();
    }

    @Test
    void theItemsWithoutAnAttemptAreNoJobs() {
        new DynamoControl(DYNAMODB.client(), TABLE.name(), () -> NOON).read();

        assertThat(attempts.history("control").attempts()).isEmpty();
    }
}
