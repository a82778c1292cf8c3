package io.github.ecstaskretry.store;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import io.github.ecstaskretry.core.history.RecordedAttempt.Superseded;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.core.task.TaskSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Turns attempts into items and back (docs/table.md). Apart from {@code recordedAt}, {@code executionArn}, {@code noticeTakenAt}
 * and {@code expiresAt}, which serve people and DynamoDB, reading is the inverse of writing.
 *
 * @param stateMachine gives the executions' ARNs
 * @param retention how long an attempt is kept after its stop
 */
public record AttemptItem(StateMachineArn stateMachine, Duration retention) {

    /**
     * Somebody may redrive an execution for 14 days (AWS Step Functions developer guide, "Redriving executions"). EventBridge tries its
     * event for a day and Lambda for six hours; then the dead-letter queues keep it for the 14 days of their {@code
     * MessageRetentionPeriod} in {@code sam/template.yaml}.
     */
    private static final Duration LATEST_EVENT = Duration.ofDays(31);

    public Map<String, AttributeValue> write(RecordedAttempt attempt, Instant now) {
        ItemWriter item = new ItemWriter();
        writeIdentity(attempt, item);
        writeSubject(attempt.subject(), item);
        writeTimes(attempt.times(), item);
        StopItem.write(attempt.stop(), item);
        writeRuling(attempt.ruling(), item);
        switch (attempt.decision()) {
            case RecordedDecision.Retry retry -> DecisionItem.writeRetry(attempt, retry, stateMachine, item);
            case RecordedDecision.End end -> DecisionItem.writeEnd(attempt, end, item, now);
        }
        Superseded before = attempt.superseded();
        if (before != null) {
            item.time(SUPERSEDED_AT, before.at())
                    .text(SUPERSEDED_CAUSE, before.cause())
                    .text(SUPERSEDED_OUTCOME, before.outcome().recorded())
                    .bool(SUPERSEDED_ANNOUNCE, before.announce());
        }
        return item.text(EVENT_ID, attempt.event().id())
                .number(EVENT_VERSION, attempt.event().version())
                .time(RECEIVED_AT, attempt.receivedAt())
                .time(RECORDED_AT, now)
                .number(EXPIRES_AT, expiresAt(attempt).getEpochSecond())
                .item();
    }

    /** A record is kept until its job can start no more attempts, and then as long as events may come late. */
    private Instant expiresAt(RecordedAttempt attempt) {
        List<Instant> times = new ArrayList<>(List.of(attempt.times().stoppedAt(), attempt.receivedAt()));
        if (attempt.decision() instanceof RecordedDecision.Retry retry) {
            times.addAll(List.of(retry.notBefore(), Objects.requireNonNullElse(retry.notAfter(), retry.notBefore())));
        }
        return Collections.max(times).plus(keptFor(retention));
    }

    /** How long an item of a job is kept. A short retention is lengthened, because events may come late. */
    public static Duration keptFor(Duration retention) {
        return retention.compareTo(LATEST_EVENT) < 0 ? LATEST_EVENT : retention;
    }

    private static void writeIdentity(RecordedAttempt attempt, ItemWriter item) {
        item.text(JOB_ID, attempt.id().jobId())
                .number(ATTEMPT, (long) attempt.id().number())
                .text(RERUN_OF, attempt.id().rerunOf().orElse(null));
        TaskArn task = attempt.subject().taskArn();
        if (task != null) {
            item.text(TASK_ARN, task.value())
                    .text(TASK_ID, task.taskId())
                    .text(RELAUNCHED_TASK_ID, attempt.id().jobId().equals(task.taskId()) ? null : task.taskId());
        }
    }

    private static void writeSubject(Subject subject, ItemWriter item) {
        item.text(CLUSTER_ARN, subject.clusterArn())
                .text(CLUSTER, subject.cluster())
                .text(FAMILY, subject.family())
                .text(TASK_DEFINITION_ARN, subject.taskDefinitionArn())
                .text(GROUP, subject.group())
                .text(STARTED_BY, subject.startedBy())
                .text(ORIGINAL_STARTED_BY, subject.originalStartedBy())
                .text(LAUNCH_TYPE, subject.launchType())
                .text(CAPACITY_PROVIDER, subject.capacityProvider())
                .number(CPU, subject.size().cpu())
                .number(MEMORY, subject.size().memory())
                .texts(TAGS, subject.tags())
                .text(TAGS_UNKNOWN, subject.tagsUnknown());
    }

    private static void writeTimes(Times times, ItemWriter item) {
        item.time(CREATED_AT, times.createdAt())
                .time(STARTED_AT, times.startedAt())
                .time(STOPPED_AT, times.stoppedAt());
    }

    private static void writeRuling(Ruling ruling, ItemWriter item) {
        item.text(CAUSE, ruling.cause())
                .text(CAUSE_KIND, ruling.causeKind().word())
                .text(POLICY, ruling.policy())
                .text(MODE, ruling.mode() == Mode.OBSERVE ? OBSERVE : null)
                .text(RULE, ruling.rule())
                .bool(COUNTED, ruling.counted())
                .text(WHY, ruling.why());
    }

    /** Reads an attempt. Throws an {@link UnreadableItemException} if the item is not in this version's form. */
    public static RecordedAttempt read(Map<String, AttributeValue> attributes) {
        ItemReader item = new ItemReader(attributes);
        return read(item, DecisionItem.read(item));
    }

    private static RecordedAttempt read(ItemReader item, RecordedDecision decision) {
        return new RecordedAttempt(
                item.id(),
                readSubject(item),
                new Times(item.optionalTime(CREATED_AT), item.optionalTime(STARTED_AT), item.time(STOPPED_AT)),
                StopItem.read(item),
                readRuling(item),
                decision,
                new EventRef(textOrEmpty(item.optionalText(EVENT_ID)), item.number(EVENT_VERSION)),
                item.time(RECEIVED_AT),
                item.has(SUPERSEDED_AT) ? readSuperseded(item) : null);
    }

    private static Superseded readSuperseded(ItemReader item) {
        return new Superseded(
                item.time(SUPERSEDED_AT),
                item.text(SUPERSEDED_CAUSE),
                item.read(SUPERSEDED_OUTCOME, Outcome::valueOf),
                item.bool(SUPERSEDED_ANNOUNCE));
    }

    /** Reads an attempt for the audit: with the attributes for people, and without the launch request, which only the function needs. */
    public static KeptAttempt readKept(Map<String, AttributeValue> attributes) {
        ItemReader item = new ItemReader(attributes);
        return new KeptAttempt(
                read(item, DecisionItem.readKept(item)),
                item.optionalTime(AttemptAttributes.JOB_CREATED_AT),
                item.optionalTime(RECORDED_AT),
                item.optionalText(EXECUTION_ARN),
                item.optionalText(POLICY_VERSION));
    }

    private static Subject readSubject(ItemReader item) {
        return new Subject(
                item.optional(TASK_ARN, TaskArn::new),
                item.text(CLUSTER_ARN),
                item.text(CLUSTER),
                item.text(FAMILY),
                item.text(TASK_DEFINITION_ARN),
                item.optionalText(GROUP),
                item.optionalText(STARTED_BY),
                item.optionalText(ORIGINAL_STARTED_BY),
                item.optionalText(LAUNCH_TYPE),
                item.optionalText(CAPACITY_PROVIDER),
                readSize(item),
                item.texts(TAGS),
                item.optionalText(TAGS_UNKNOWN));
    }

    /** Null if unknown, or if the index does not hold it. */
    public static TaskSize readSize(ItemReader item) {
        return new TaskSize(item.optionalNumber(CPU), item.optionalNumber(MEMORY));
    }

    private static Ruling readRuling(ItemReader item) {
        return new Ruling(
                item.text(CAUSE),
                item.read(CAUSE_KIND, AttemptItem::kind),
                item.text(POLICY),
                item.has(MODE) ? Mode.OBSERVE : Mode.ACT,
                item.text(RULE),
                item.bool(COUNTED),
                item.text(WHY));
    }

    public static CauseKind kind(String word) {
        return CauseKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String textOrEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
