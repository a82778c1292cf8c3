package io.github.ecstaskretry.cli.aws.table;

import static io.github.ecstaskretry.store.AttemptAttributes.STOPPED_AT;

import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.store.AttemptAttributes;
import io.github.ecstaskretry.store.AttemptItem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * The requests to the attempts table and its indexes.
 *
 * @param table the table's name
 */
record TableRequests(String table) {

    /** A job's attempts, by number. */
    QueryRequest.Builder job(String jobId) {
        return query(null, AttemptAttributes.JOB_ID, jobId);
    }

    /** The attempt that started a task as a re-run. */
    QueryRequest.Builder rerun(String taskId) {
        return query(AttemptAttributes.BY_TASK, AttemptAttributes.RELAUNCHED_TASK_ID, taskId);
    }

    /** A part of the attempts whose next attempt waits or runs. */
    QueryRequest.Builder pending(String shard) {
        return query(AttemptAttributes.PENDING, AttemptAttributes.PENDING_SHARD, shard);
    }

    /** The attempts of a family, newest first. */
    QueryRequest.Builder family(String family, TimeRange stopped) {
        return newestFirst(AttemptAttributes.BY_FAMILY, AttemptAttributes.FAMILY, family, stopped);
    }

    /** The attempts that ended their jobs this way on that day in UTC, newest first; no first-time successes. */
    QueryRequest.Builder outcome(Outcome outcome, LocalDate day, TimeRange stopped) {
        return newestFirst(
                AttemptAttributes.BY_OUTCOME,
                AttemptAttributes.OUTCOME_DAY,
                AttemptItem.outcomeDay(outcome, day),
                stopped);
    }

    /** Every attempt, in no order. */
    ScanRequest.Builder scan(TimeRange stopped) {
        return ScanRequest.builder()
                .tableName(table)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .filterExpression(STOPPED_AT + " >= :since AND " + STOPPED_AT + " < :until")
                .expressionAttributeValues(Map.of(":since", time(stopped.since()), ":until", time(stopped.until())));
    }

    private QueryRequest.Builder query(@Nullable String index, String key, String value) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .keyConditionExpression("#key = :key")
                .expressionAttributeNames(Map.of("#key", key))
                .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(value)));
    }

    /** BETWEEN includes both ends, and times have milliseconds. */
    private QueryRequest.Builder newestFirst(String index, String key, String value, TimeRange stopped) {
        return query(index, key, value)
                .scanIndexForward(false)
                .keyConditionExpression("#key = :key AND " + STOPPED_AT + " BETWEEN :since AND :last")
                .expressionAttributeValues(Map.of(
                        ":key",
                        AttributeValue.fromS(value),
                        ":since",
                        time(stopped.since()),
                        ":last",
                        time(stopped.until().minusMillis(1))));
    }

    private static AttributeValue time(Instant time) {
        return AttributeValue.fromS(Timestamps.format(time));
    }
}
