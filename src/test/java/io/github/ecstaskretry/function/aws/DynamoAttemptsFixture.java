package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.store.PendingShard;
import io.github.ecstaskretry.store.StateMachineArn;
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
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attempts on DynamoDB's own engine, with the table of the template. */
abstract class DynamoAttemptsFixture {

    static final Instant NOW = Instant.parse("2026-01-31T12:00:05.678Z");

    static final AttemptTable TABLE = new AttemptTable(
            "attempts",
            new StateMachineArn("arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run"),
            Duration.ofDays(90));

    @RegisterExtension
    static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE.name());

    final String jobId = UUID.randomUUID().toString().replace("-", "");
    final DynamoAttempts attempts = new DynamoAttempts(DYNAMODB.client(), TABLE, () -> NOW);

    static DynamoAttempts attemptsAfter(long seconds) {
        return new DynamoAttempts(DYNAMODB.client(), TABLE, () -> NOW.plusSeconds(seconds));
    }

    Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
        return attempts.record(attempt, before);
    }

    /** A failed first attempt that is retried, and a second one that succeeds. */
    List<RecordedAttempt> jobThatRecovers() {
        return failed(
                TestPolicies.patientWith("otherwise: retry"),
                TaskEvent.exited(1).task(jobId),
                TaskEvent.exited(0).asAttempt(jobId, 2, "second" + jobId));
    }

    /** What the use case records of these events. */
    static List<RecordedAttempt> failed(String policy, TaskEvent... events) {
        MemoryPorts ports = new MemoryPorts();
        for (TaskEvent event : events) {
            ports.useCase(policy).handle(event.task());
        }
        return ports.records();
    }

    Map<String, AttributeValue> item(int attempt) {
        return DYNAMODB.client()
                .getItem(request -> request.tableName(TABLE.name())
                        .consistentRead(true)
                        .key(Map.of(
                                "jobId", AttributeValue.fromS(jobId),
                                "attempt", AttributeValue.fromN(Integer.toString(attempt)))))
                .item();
    }

    static List<String> pending() {
        List<String> jobs = new ArrayList<>();
        for (String shard : PendingShard.ofRetries()) {
            jobs.addAll(query("pending", "pendingShard", shard));
        }
        return jobs;
    }

    static List<String> noticesDue() {
        List<String> jobs = new ArrayList<>();
        for (String shard : PendingShard.ofNotices()) {
            jobs.addAll(query("pending", "pendingShard", shard));
        }
        return jobs;
    }

    static List<String> query(String index, String attribute, String key) {
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

    static <T> List<T> concurrently(int times, Callable<T> work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(Collections.nCopies(times, work))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
