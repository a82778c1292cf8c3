package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.NoticeTakenException;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A loss is superseded once, and never while its notice is being sent; on DynamoDB's own engine. */
class SupersedingTest {

    private static final Instant NOW = Instant.parse("2026-02-02T12:00:00Z");
    private static final String RETRIES = TestPolicies.patientWith("otherwise: retry");
    private static final AttemptTable TABLE = DynamoAttemptsFixture.TABLE;

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE.name());

    private final String jobId = UUID.randomUUID().toString().replace("-", "");
    private final AttemptId second = new AttemptId(jobId, 2);
    private RecordedAttempt first;
    private RecordedAttempt lost;
    private RecordedAttempt truth;

    @BeforeEach
    void recordALoss() {
        MemoryPorts ports = new MemoryPorts();
        ports.useCase(RETRIES).handle(TaskEvent.exited(1).task(jobId).task());
        LaunchFailure loss = new LaunchFailure(LaunchFailure.TASK_LOST, "task/prod/second", null);
        ports.endedAttempts(RETRIES)
                .handle(
                        ports.requestOf(second.launchName())
                                .failed(loss, Instant.parse("2026-01-31T12:00:20Z"), EventRef.NONE),
                        second);
        first = ports.records().getFirst();
        lost = ports.records().getLast();
        ports.useCase(RETRIES)
                .handle(TaskEvent.exited(0).asAttempt(jobId, 2, "second").task());
        truth = ports.records().getLast();
        attempts(0).record(first, JobHistory.NONE);
        attempts(0).record(lost, history().before(2));
    }

    @Test
    void theFirstWriterWinsAndTheSecondReceivesItsRecord() {
        attempts(1).markAnnounced(second);
        RecordedAttempt announced = history().attempt(2).orElseThrow();

        assertThat(attempts(2).supersede(truth, announced, history().before(2))).isEmpty();
        assertThat(attempts(3).supersede(truth, announced, history().before(2))).contains(truth);

        RecordedAttempt recorded = history().attempt(2).orElseThrow();
        assertThat(recorded).isEqualTo(truth);
        assertThat(recorded.superseded().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(recorded.decision()).isEqualTo(new RecordedDecision.End(Outcome.RECOVERED, true, null));
    }

    @Test
    void waitsForANoticeOfTheLossThatMayBeOnItsWay() {
        assertThatExceptionOfType(NoticeTakenException.class)
                .isThrownBy(() -> attempts(59).supersede(truth, lost, history().before(2)));
        assertThat(attempts(60).supersede(truth, lost, history().before(2))).isEmpty();
    }

    @Test
    void aLossDoesNotCountAsRecorded() {
        DynamoOpenAttempts open = new DynamoOpenAttempts(DYNAMODB.client(), TABLE.name());
        assertThat(open.recorded(Set.of(first.id(), second))).containsExactly(first.id());

        attempts(60).supersede(truth, lost, history().before(2));

        assertThat(open.recorded(Set.of(first.id(), second))).containsExactlyInAnyOrder(first.id(), second);
    }

    private JobHistory history() {
        return attempts(0).history(jobId);
    }

    private static DynamoAttempts attempts(long seconds) {
        return new DynamoAttempts(DYNAMODB.client(), TABLE, () -> NOW.plusSeconds(seconds));
    }
}
