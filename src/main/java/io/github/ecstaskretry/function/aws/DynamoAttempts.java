package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.function.retry.Attempts;
import io.github.ecstaskretry.function.retry.NoticeTakenException;
import io.github.ecstaskretry.store.AttemptItem;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.store.PendingShard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Keeps attempts in DynamoDB. One conditional write settles who records an attempt, and its answer gives the loser the winner's item
 * (Amazon DynamoDB API reference, {@code ReturnValuesOnConditionCheckFailure}).
 */
public final class DynamoAttempts implements Attempts {

    /** The longest that an invocation may run: the function's {@code Timeout} in {@code sam/template.yaml}. */
    static final Duration NOTICE_IS_TAKEN = Duration.ofSeconds(60);

    private static final String NOT_YET_WRITTEN = "attribute_not_exists(" + JOB_ID + ")";

    private final TableClient table;
    private final AttemptItem format;
    private final InstantSource clock;
    private final @Nullable String policyVersion;

    public DynamoAttempts(DynamoDbClient dynamoDb, AttemptTable table, InstantSource clock) {
        this(
                new TableClient(dynamoDb, table.name()),
                new AttemptItem(table.stateMachine(), table.retention()),
                clock,
                null);
    }

    private DynamoAttempts(TableClient table, AttemptItem format, InstantSource clock, @Nullable String policyVersion) {
        this.table = table;
        this.format = format;
        this.clock = clock;
        this.policyVersion = policyVersion;
    }

    /** The same attempts; each new record names the version of the policy file that decided. */
    public DynamoAttempts decidedBy(String version) {
        return new DynamoAttempts(table, format, clock, version);
    }

    @Override
    public JobHistory history(String jobId) {
        return new JobHistory(table
                .dynamoDb()
                .queryPaginator(request -> request.tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression(JOB_ID + " = :jobId AND " + ATTEMPT + " > :noAttempt")
                        .expressionAttributeValues(
                                Map.of(":jobId", AttributeValue.fromS(jobId), ":noAttempt", AttributeValue.fromN("0"))))
                .items()
                .stream()
                .map(AttemptItem::read)
                .toList());
    }

    @Override
    public Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
        Map<String, AttributeValue> item = item(attempt, before);
        return before.attempt(attempt.id().number() - 1)
                .flatMap(previous -> previous.decision() instanceof RecordedDecision.Retry retry
                        ? Optional.of(RetryClosure.of(table.name(), previous.id(), retry))
                        : Optional.empty())
                .map(close -> putAndClosePrevious(item, close))
                .orElseGet(() -> put(item));
    }

    public Map<String, AttributeValue> item(RecordedAttempt attempt, JobHistory before) {
        Map<String, AttributeValue> item = format.write(attempt, clock.instant());
        Instant jobCreatedAt = before.startedAt().orElseGet(attempt.times()::createdOrStoppedAt);
        item.put(JOB_CREATED_AT, TableClient.time(jobCreatedAt));
        if (!before.causes().isEmpty()) {
            item.put(EARLIER_CAUSES, AttributeValue.fromS(String.join(",", before.causes())));
        }
        before.neverLaunched(attempt).ifPresent(why -> item.put(NEVER_LAUNCHED, AttributeValue.fromS(why)));
        if (policyVersion != null) {
            item.put(POLICY_VERSION, AttributeValue.fromS(policyVersion));
        }
        return item;
    }

    private Optional<RecordedAttempt> put(Map<String, AttributeValue> item) {
        return table.put(item, NOT_YET_WRITTEN, Map.of()).map(AttemptItem::read);
    }

    /** Refused while an invocation may be announcing the loss, because its mark would cover the new end's notice. */
    @Override
    public Optional<RecordedAttempt> supersede(RecordedAttempt attempt, RecordedAttempt lost, JobHistory before) {
        boolean announceable = lost.decision() instanceof RecordedDecision.End end && end.noticeDue();
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":lost", AttributeValue.fromS(error(lost))));
        if (announceable) {
            values.put(":over", TableClient.time(clock.instant().minus(NOTICE_IS_TAKEN)));
        }
        String condition = LAUNCH_ERROR + " = :lost AND attribute_not_exists(" + SUPERSEDED_AT + ")"
                + (announceable
                        ? " AND attribute_not_exists(" + ANNOUNCED_AT + ") AND " + NOTICE_TAKEN_AT + " <= :over"
                        : "");
        return table.put(item(attempt, before), condition, values).map(there -> {
            if (there.containsKey(SUPERSEDED_AT)) {
                return AttemptItem.read(there);
            }
            throw new NoticeTakenException(attempt.id());
        });
    }

    private static String error(RecordedAttempt lost) {
        return lost.stop() instanceof LaunchFailure failure ? String.valueOf(failure.error()) : "";
    }

    private Optional<RecordedAttempt> putAndClosePrevious(Map<String, AttributeValue> item, Update close) {
        Put put = Put.builder()
                .tableName(table.name())
                .item(item)
                .conditionExpression(NOT_YET_WRITTEN)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            table.dynamoDb()
                    .transactWriteItems(request -> request.transactItems(
                            TransactWriteItem.builder().put(put).build(),
                            TransactWriteItem.builder().update(close).build()));
            return Optional.empty();
        } catch (TransactionCanceledException e) {
            return Optional.of(existing(e));
        }
    }

    /** The item that was there. Throws the exception if another reason than an existing item cancelled the transaction. */
    private static RecordedAttempt existing(TransactionCanceledException e) {
        List<CancellationReason> reasons = e.cancellationReasons();
        if (reasons.isEmpty() || !reasons.getFirst().hasItem()) {
            throw e;
        }
        return AttemptItem.read(reasons.getFirst().item());
    }

    /** Reconciling reads the held retries in every round, so it finds this one long before it is due. */
    @Override
    public void setAside(AttemptId retry) {
        table.move(retry, PendingShard.ofRetry(retry), PendingShard.ofHeld(retry));
    }

    @Override
    public boolean takeNotice(AttemptId attempt) {
        Instant now = clock.instant();
        Map<String, AttributeValue> other = table.refusal(
                        "attribute_not_exists(" + ANNOUNCED_AT + ") AND attribute_not_exists(" + DIGEST + ") AND "
                                + NOTICE_TAKEN_AT + " <= :over",
                        key(attempt),
                        "SET " + NOTICE_TAKEN_AT + " = :now",
                        Map.of(":now", TableClient.time(now), ":over", TableClient.time(now.minus(NOTICE_IS_TAKEN))))
                .orElse(null);
        if (other != null && !other.containsKey(ANNOUNCED_AT) && !other.containsKey(DIGEST)) {
            throw new NoticeTakenException(attempt);
        }
        return other == null;
    }

    @Override
    public void giveBackNotice(AttemptId attempt) {
        table.update(
                "attribute_exists(" + JOB_ID + ")",
                key(attempt),
                "SET " + NOTICE_TAKEN_AT + " = :never",
                Map.of(":never", TableClient.time(Instant.EPOCH)));
    }

    @Override
    public void markAnnounced(AttemptId attempt) {
        table.update(
                "attribute_exists(" + JOB_ID + ")",
                key(attempt),
                "SET " + ANNOUNCED_AT + " = if_not_exists(" + ANNOUNCED_AT + ", :now) REMOVE " + PENDING_SHARD + ", "
                        + NOT_BEFORE,
                Map.of(":now", TableClient.time(clock.instant())));
    }

    static Map<String, AttributeValue> key(AttemptId attempt) {
        return key(attempt.jobId(), attempt.number());
    }

    /** The key of an attempt, or of a job's other item, which is at attempt 0. */
    static Map<String, AttributeValue> key(String jobId, int attempt) {
        return Map.of(JOB_ID, AttributeValue.fromS(jobId), ATTEMPT, AttributeValue.fromN(Integer.toString(attempt)));
    }
}
