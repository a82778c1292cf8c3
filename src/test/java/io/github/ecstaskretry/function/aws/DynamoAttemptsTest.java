package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.store.AttemptItem;
import io.github.ecstaskretry.store.StateMachineArn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The store's contract, on DynamoDB's own engine with the table of the template. */
class DynamoAttemptsTest extends DynamoAttemptsFixture {

    @Test
    void readsWrittenItemsBack() {
        List<RecordedAttempt> job = jobThatRecovers();

        assertThat(record(job.get(0), JobHistory.NONE)).isEmpty();
        assertThat(attempts.history(jobId).attempts()).containsExactly(job.get(0));
    }

    @Test
    void aJobWithoutAttemptsHasNoHistory() {
        assertThat(attempts.history(jobId)).isEqualTo(JobHistory.NONE);
    }

    @Test
    void theFirstWriterWinsAndTheSecondReceivesItsRecord() {
        RecordedAttempt first = jobThatRecovers().getFirst();
        RecordedAttempt other =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();

        assertThat(record(first, JobHistory.NONE)).isEmpty();
        assertThat(record(other, JobHistory.NONE)).contains(first);
        assertThat(attempts.history(jobId).attempts()).containsExactly(first);
    }

    @Test
    void oneOfManyWritersWins() throws InterruptedException, ExecutionException {
        RecordedAttempt first = jobThatRecovers().getFirst();

        assertThat(concurrently(16, () -> record(first, JobHistory.NONE)))
                .filteredOn(Optional::isEmpty)
                .hasSize(1);
    }

    @Test
    void oneOfManyWritersOfALaterAttemptWins() throws InterruptedException, ExecutionException {
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
    void writesALaterAttemptAloneIfTheEarlierOneIsMissing() {
        RecordedAttempt second = jobThatRecovers().get(1);

        assertThat(record(second, JobHistory.NONE)).isEmpty();
        assertThat(attempts.history(jobId).attempts()).containsExactly(second);
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
                .isEqualTo(Instant.parse("2026-01-31T12:00:00Z").plus(Duration.ofDays(364 + 31)));
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
}
