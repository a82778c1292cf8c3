package io.github.ecstaskretry.store;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.history.Orders;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Turns the decision on an attempt into attributes and back. */
public final class DecisionItem {

    private DecisionItem() {}

    /** Names no execution if the policy only observes. */
    static void writeRetry(
            RecordedAttempt attempt, RecordedDecision.Retry retry, StateMachineArn stateMachine, ItemWriter item) {
        AttemptId id = attempt.id();
        boolean observed = attempt.ruling().mode() == Mode.OBSERVE;
        item.text(DECISION, RETRY)
                .number(DELAY_SECONDS, retry.delaySeconds())
                .time(NOT_BEFORE, retry.notBefore())
                .time(NOT_AFTER, retry.notAfter())
                .time(PACED_FROM, attempt.pacedFrom().orElse(null))
                .text(
                        EXECUTION_ARN,
                        observed
                                ? null
                                : stateMachine.executionArn(
                                        retry.orders().launch().of(id.next())))
                .text(LAUNCH_REQUEST, LaunchRequestJson.redacted(retry.launch()))
                .text(LAUNCH_SOURCE, retry.launchSource());
        if (!retry.changes().isEmpty()) {
            item.list(
                    CHANGES, retry.changes().stream().map(DecisionItem::change).toList());
        }
        Held held = retry.held();
        if (retry.pending()) {
            item.text(PENDING_SHARD, held == null ? PendingShard.ofRetry(id) : PendingShard.ofHeld(id));
        }
        if (held != null) {
            item.text(HELD_FOR, held.reason().word()).time(HELD_SINCE, held.since());
        }
        write(retry.orders().cancelled(), CANCELLED_BY, CANCELLED_AT, CANCEL_REASON, item);
        write(retry.orders().released(), RELEASED_BY, RELEASED_AT, RELEASE_REASON, item);
    }

    private static void write(@Nullable Order order, String by, String at, String reason, ItemWriter item) {
        if (order != null) {
            item.text(by, order.by()).time(at, order.at()).text(reason, order.reason());
        }
    }

    private static Map<String, AttributeValue> change(ChangedParameter change) {
        return new ItemWriter()
                .text(PARAMETER, change.parameter())
                .text(BEFORE, change.before())
                .text(AFTER, change.after())
                .item();
    }

    static void writeEnd(RecordedAttempt attempt, RecordedDecision.End end, ItemWriter item, Instant now) {
        item.text(DECISION, TERMINAL)
                .text(OUTCOME, end.outcome().recorded())
                .bool(ANNOUNCE, end.announce())
                .time(NOTICE_TAKEN_AT, end.noticeDue() ? now : null)
                .time(ANNOUNCED_AT, end.announcedAt())
                .text(DIGEST, end.digest() == null ? null : end.digest().id());
        RunTaskRequest request = end.request();
        item.text(LAUNCH_REQUEST, request == null ? null : LaunchRequestJson.redacted(request))
                .textList(RERUN_AS, end.reruns().jobIds());
        write(end.reruns().latest(), RERUN_BY, RERUN_AT, RERUN_REASON, item);
        if (end.noticeDue()) {
            item.text(PENDING_SHARD, PendingShard.ofNotice(attempt.id()))
                    .time(NOT_BEFORE, attempt.times().stoppedAt());
        }
        if (end.outcome() != Outcome.SUCCEEDED && !attempt.ruling().rule().equals(Ruling.STRAY)) {
            item.text(
                    OUTCOME_DAY,
                    outcomeDay(
                            end.outcome(),
                            attempt.times().stoppedAt().atOffset(ZoneOffset.UTC).toLocalDate()));
        }
    }

    /** Such as {@code FAILED#2026-01-31}, the day in UTC. */
    public static String outcomeDay(Outcome outcome, LocalDate day) {
        return outcome.recorded() + "#" + day;
    }

    static RecordedDecision read(ItemReader item) {
        return read(item, true);
    }

    /** Leaves out the launch request, which only the function needs. */
    static RecordedDecision readKept(ItemReader item) {
        return read(item, false);
    }

    private static RecordedDecision read(ItemReader item, boolean withRequest) {
        return item.text(DECISION).equals(RETRY)
                ? readRetry(item, withRequest ? launchRequest(item) : null)
                : readEnd(item, withRequest);
    }

    private static RecordedDecision.Retry readRetry(ItemReader item, @Nullable RunTaskRequest request) {
        return new RecordedDecision.Retry(
                item.number(DELAY_SECONDS),
                item.time(NOT_BEFORE),
                item.optionalTime(NOT_AFTER),
                request,
                item.optionalText(LAUNCH_SOURCE),
                item.has(PENDING_SHARD),
                readHeld(item),
                item.list(CHANGES).stream()
                        .map(change -> new ChangedParameter(
                                change.text(PARAMETER), change.optionalText(BEFORE), change.text(AFTER)))
                        .toList(),
                readOrders(item));
    }

    private static Orders readOrders(ItemReader item) {
        String execution = item.optionalText(EXECUTION_ARN);
        return new Orders(
                readOrder(item, CANCELLED_BY, CANCELLED_AT, CANCEL_REASON),
                readOrder(item, RELEASED_BY, RELEASED_AT, RELEASE_REASON),
                execution == null ? LaunchName.PLANNED : LaunchName.ofExecution(execution));
    }

    private static @Nullable Order readOrder(ItemReader item, String by, String at, String reason) {
        return item.has(by) ? new Order(item.text(by), item.time(at), item.optionalText(reason)) : null;
    }

    /** Why and since when a retry is held; null if its execution may start. */
    public static @Nullable Held readHeld(ItemReader item) {
        return item.has(HELD_FOR) ? new Held(item.read(HELD_FOR, Held.Reason::of), item.time(HELD_SINCE)) : null;
    }

    private static RunTaskRequest launchRequest(ItemReader item) {
        AttemptId next = item.id().next();
        return item.read(LAUNCH_REQUEST, text -> LaunchRequestJson.read(text, next));
    }

    private static RecordedDecision.End readEnd(ItemReader item, boolean withRequest) {
        return new RecordedDecision.End(
                item.read(OUTCOME, word -> Outcome.ofRecorded(word, item.id())),
                item.bool(ANNOUNCE),
                item.optionalTime(ANNOUNCED_AT),
                item.has(DIGEST) ? item.read(DIGEST, NoticeWindow::parse) : null,
                withRequest ? item.optional(LAUNCH_REQUEST, text -> LaunchRequestJson.read(text, item.id())) : null,
                new Reruns(item.textList(RERUN_AS), readOrder(item, RERUN_BY, RERUN_AT, RERUN_REASON)));
    }
}
