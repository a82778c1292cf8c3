package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.NoticeTakenException;
import io.github.ecstaskretry.store.AttemptItem;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.store.PendingShard;
import io.github.ecstaskretry.store.StateMachineArn;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The store's contract, on DynamoDB's own engine with the table of the template. */
class DynamoAttemptsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:05.678Z");
    private static final AttemptTable TABLE = new AttemptTable(
            "attempts",
            new StateMachineArn("arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run"),
            Duration.ofDays(90));

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE.name());

    private final String jobId = UUID.randomUUID().toString().replace("-", "");
    private final DynamoAttempts attempts = new DynamoAttempts(DYNAMODB.client(), TABLE, () -> NOW);

    @Test
    void whatWasWrittenIsReadAgain() {
        List<RecordedAttempt> job = jobThatRecovers();

        assertThat(record(job.get(0), JobHistory.NONE)).isEmpty();
        assertThat(attempts.history(jobId).attempts()).containsExactly(job.get(0));
    }

    @Test
    void aJobWithoutAttemptsHasNoHistory() {
        assertThat(attempts.history(jobId)).isEqualTo(JobHistory.NONE);
    }

    @Test
    void theFirstWriterWinsAndTheSecondIsGivenWhatIsThere() {
        RecordedAttempt first = jobThatRecovers().getFirst();
        RecordedAttempt other =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();

        assertThat(record(first, JobHistory.NONE)).isEmpty();
        assertThat(record(other, JobHistory.NONE)).contains(first);
        assertThat(attempts.history(jobId).attempts()).containsExactly(first);
    }

    @Test
    void ofManyWritersAtOnceOneWins() throws InterruptedException, ExecutionException {
        RecordedAttempt first = jobThatRecovers().getFirst();

        assertThat(concurrently(16, () -> record(first, JobHistory.NONE)))
                .filteredOn(Optional::isEmpty)
                .hasSize(1);
    }

    @Test
    void ofManyWritersOfALaterAttemptOneWinsAndTheOthersSeeItOrFail() throws InterruptedException, ExecutionException {
        List<RecordedAttempt> job = jobThatRecovers();
        record(job.get(0), JobHistory.NONE);
        JobHistory before = attempts.history(jobId);

        List<Optional<RecordedAttempt>> answers = concurrently(8, () -> {
            try {
                return record(job.get(1), before);
            } catch (DynamoDbException conflict) {
                return Optional.of(job.get(1));
            }
        });

        assertThat(answers).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(attempts.history(jobId).attempts()).hasSize(2);
    }

    @Test
    void theNextAttemptTakesARetryOffThePendingIndexAndChangesNothingElse() {
        List<RecordedAttempt> job = jobThatRecovers();
        record(job.get(0), JobHistory.NONE);
        assertThat(pending()).contains(jobId);
        Map<String, AttributeValue> before = item(1);

        record(job.get(1), attempts.history(jobId));

        assertThat(pending()).doesNotContain(jobId);
        Map<String, AttributeValue> after = item(1);
        assertThat(before).containsKey("pendingShard");
        assertThat(after).doesNotContainKey("pendingShard");
        assertThat(before).containsAllEntriesOf(after).hasSize(after.size() + 1);
    }

    @Test
    void aLaterAttemptWhoseEarlierOneWasNeverSeenIsWrittenAlone() {
        RecordedAttempt second = jobThatRecovers().get(1);

        assertThat(record(second, JobHistory.NONE)).isEmpty();
        assertThat(attempts.history(jobId).attempts()).containsExactly(second);
    }

    @Test
    void aNoticeIsMarkedOnce() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);

        attempts.markAnnounced(last.id());
        new DynamoAttempts(DYNAMODB.client(), TABLE, () -> NOW.plusSeconds(60)).markAnnounced(last.id());

        RecordedDecision.End terminal = (RecordedDecision.End)
                attempts.history(jobId).attempts().getFirst().decision();
        assertThat(terminal.announcedAt()).isEqualTo(NOW);
        assertThat(terminal.noticeDue()).isFalse();
    }

    /** Two invocations at the same time must not both send the notice. */
    @Test
    void aNoticeIsItsRecordersForAMinuteAndThenWhoeverTakesItFirst() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);

        assertThatExceptionOfType(NoticeTakenException.class)
                .isThrownBy(() -> attemptsAfter(59).takeNotice(last.id()));
        assertThat(attemptsAfter(60).takeNotice(last.id())).isTrue();
        assertThatExceptionOfType(NoticeTakenException.class)
                .isThrownBy(() -> attemptsAfter(61).takeNotice(last.id()));
        assertThat(attemptsAfter(120).takeNotice(last.id())).isTrue();
    }

    @Test
    void aNoticeThatIsGivenBackCanBeTakenAtOnce() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);

        attempts.giveBackNotice(last.id());

        assertThat(attemptsAfter(1).takeNotice(last.id())).isTrue();
    }

    @Test
    void aNoticeThatWasSentIsNobodysToSend() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);
        attempts.markAnnounced(last.id());

        assertThat(attempts.takeNotice(last.id())).isFalse();
        assertThat(attemptsAfter(3_600).takeNotice(last.id())).isFalse();
    }

    @Test
    void ofManyThatTakeANoticeAtOnceOneIsToSendIt() throws InterruptedException, ExecutionException {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);

        List<Boolean> answers = concurrently(8, () -> {
            try {
                return attemptsAfter(60).takeNotice(last.id());
            } catch (NoticeTakenException taken) {
                return false;
            }
        });

        assertThat(answers).containsOnlyOnce(true);
    }

    @Test
    void aNoticeIsTakenForAsLongAsTheFunctionMayRun() {
        assertThat(SamTemplate.read()
                        .properties("TaskRetryFunction")
                        .path("Timeout")
                        .asLong())
                .isEqualTo(DynamoAttempts.NOTICE_IS_TAKEN.toSeconds());
    }

    private static DynamoAttempts attemptsAfter(long seconds) {
        return new DynamoAttempts(DYNAMODB.client(), TABLE, () -> NOW.plusSeconds(seconds));
    }

    @Test
    void anEndIsOnTheIndexOfNoticesUntilItIsMarkedAndNeverAmongTheRetries() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();

        record(last, JobHistory.NONE);
        assertThat(noticesDue()).contains(jobId);
        assertThat(pending()).doesNotContain(jobId);

        attempts.markAnnounced(last.id());
        assertThat(noticesDue()).doesNotContain(jobId);
        assertThat(item(1)).doesNotContainKeys("pendingShard", "notBefore");
    }

    @Test
    void anEndThatNobodyIsToldOfIsNotOnIt() {
        record(
                failed(
                                TestPolicies.patientWith("announce: []"),
                                TaskEvent.exited(1).task(jobId))
                        .getFirst(),
                JobHistory.NONE);

        assertThat(noticesDue()).doesNotContain(jobId);
    }

    @Test
    void anAttemptAfterAnEndDoesNotTakeItsNoticeAway() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);

        record(jobThatRecovers().get(1), attempts.history(jobId));

        assertThat(noticesDue()).contains(jobId);
    }

    @Test
    void nothingIsMarkedThatWasNotRecorded() {
        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> attempts.markAnnounced(new AttemptId(jobId, 1)));
        assertThat(attempts.history(jobId)).isEqualTo(JobHistory.NONE);
    }

    @Test
    void theIndexesHoldWhatTheirNamesSay() {
        List<RecordedAttempt> job = jobThatRecovers();
        record(job.get(0), JobHistory.NONE);
        record(job.get(1), attempts.history(jobId));

        assertThat(query("by-family", "family", "etl")).contains(jobId);
        assertThat(query("by-outcome", "outcomeDay", "SUCCEEDED#2026-01-31")).contains(jobId);
        assertThat(query("by-task", "relaunchedTaskId", "second" + jobId)).containsExactly(jobId);
        assertThat(query("by-task", "relaunchedTaskId", jobId)).isEmpty();
    }

    @Test
    void aFirstTimeSuccessIsInNoSparseIndex() {
        RecordedAttempt success =
                failed(TestPolicies.PATIENT, TaskEvent.exited(0).task(jobId)).getFirst();
        record(success, JobHistory.NONE);

        assertThat(query("by-family", "family", "etl")).contains(jobId);
        assertThat(query("by-outcome", "outcomeDay", "SUCCEEDED#2026-01-31")).doesNotContain(jobId);
        assertThat(pending()).doesNotContain(jobId);
    }

    @Test
    void aRetryIsKeptForTheRetentionAfterTheDeadline() {
        record(jobThatRecovers().getFirst(), JobHistory.NONE);

        assertThat(Instant.ofEpochSecond(Long.parseLong(item(1).get("expiresAt").n())))
                .isEqualTo(Instant.parse("2026-05-01T17:50:00Z"));
    }

    @Test
    void aRetryIsKeptLongerThanItsDelayAndThanLateEvents() {
        RecordedAttempt patient = failed(
                        TestPolicies.patientWith(
                                "otherwise: retry",
                                "deadline: none",
                                "backoff: {interval: 364d, maxDelay: 364d, jitter: none}"),
                        TaskEvent.exited(1))
                .getFirst();
        Map<String, AttributeValue> item = new AttemptItem(
                        new StateMachineArn("arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run"),
                        Duration.ofDays(1))
                .write(patient, patient.receivedAt());

        assertThat(Instant.ofEpochSecond(Long.parseLong(item.get("expiresAt").n())))
                .isEqualTo(Instant.parse("2026-01-31T12:00:00Z").plus(Duration.ofDays(364 + 14)));
    }

    @Test
    void timesAreIsoWithMilliseconds() {
        record(jobThatRecovers().getFirst(), JobHistory.NONE);

        Map<String, AttributeValue> item = item(1);
        assertThat(item.get("stoppedAt").s()).isEqualTo("2026-01-31T12:00:00.000Z");
        assertThat(item.get("createdAt").s()).isEqualTo("2026-01-31T11:50:00.500Z");
        assertThat(item.get("recordedAt").s()).isEqualTo("2026-01-31T12:00:05.678Z");
        assertThat(item.get("delaySeconds").n()).isEqualTo("10");
        assertThat(item.get("notBefore").s()).isEqualTo("2026-01-31T12:00:10.000Z");
        assertThat(item.get("receivedAt").s()).isEqualTo("2026-01-31T13:00:00.000Z");
        assertThat(item.get("notAfter").s()).isEqualTo("2026-01-31T17:50:00.500Z");
        assertThat(item.get("executionArn").s())
                .isEqualTo("arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:" + jobId + "-2");
    }

    private Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
        return attempts.record(attempt, before);
    }

    /** A failed first attempt that is retried, and a second one that succeeds. */
    private List<RecordedAttempt> jobThatRecovers() {
        return failed(
                TestPolicies.patientWith("otherwise: retry"),
                TaskEvent.exited(1).task(jobId),
                TaskEvent.exited(0).asAttempt(jobId, 2, "second" + jobId));
    }

    /** What the use case records of these events. */
    private static List<RecordedAttempt> failed(String policy, TaskEvent... events) {
        MemoryPorts ports = new MemoryPorts();
        for (TaskEvent event : events) {
            ports.useCase(policy).handle(event.task());
        }
        return ports.records();
    }

    private Map<String, AttributeValue> item(int attempt) {
        return DYNAMODB.client()
                .getItem(request -> request.tableName(TABLE.name())
                        .consistentRead(true)
                        .key(Map.of(
                                "jobId", AttributeValue.fromS(jobId),
                                "attempt", AttributeValue.fromN(Integer.toString(attempt)))))
                .item();
    }

    private static List<String> pending() {
        List<String> jobs = new ArrayList<>();
        for (String shard : PendingShard.ofRetries()) {
            jobs.addAll(query("pending", "pendingShard", shard));
        }
        return jobs;
    }

    private static List<String> noticesDue() {
        List<String> jobs = new ArrayList<>();
        for (String shard : PendingShard.ofNotices()) {
            jobs.addAll(query("pending", "pendingShard", shard));
        }
        return jobs;
    }

    private static List<String> query(String index, String attribute, String key) {
        return DYNAMODB
                .client()
                .queryPaginator(request -> request.tableName(TABLE.name())
                        .indexName(index)
                        .keyConditionExpression("#key = :key")
                        .expressionAttributeNames(Map.of("#key", attribute))
                        .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key))))
                .items()
                .stream()
                .map(item -> item.get("jobId").s())
                .toList();
    }

    private static <T> List<T> concurrently(int times, Callable<T> work)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(Collections.nCopies(times, work))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
