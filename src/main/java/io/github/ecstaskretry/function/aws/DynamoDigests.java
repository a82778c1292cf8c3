package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.function.aws.DynamoAttempts.NOTICE_IS_TAKEN;
import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.Digest.GatheredEnd;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.Digests;
import io.github.ecstaskretry.store.DeploymentItem;
import io.github.ecstaskretry.store.PendingShard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps windows in DynamoDB. A window's item names the ends that were announced alone, so that an end that is counted twice keeps its
 * place. An end that waits for a digest has the window's id as its {@code digest} and as its key of the pending index.
 */
public final class DynamoDigests implements Digests {

    /** How long a window's item is kept after its digest. */
    private static final Duration KEPT = Duration.ofDays(2);

    private final TableClient table;
    private final InstantSource clock;

    public DynamoDigests(DynamoDbClient dynamoDb, String table, InstantSource clock) {
        this.table = new TableClient(dynamoDb, table);
        this.clock = clock;
    }

    /** An end that is announced late, because a call failed or an invocation died, does not wait for the digest: it may have been sent. */
    @Override
    public boolean gathers(RecordedAttempt ended, AnnounceLimit limit) {
        NoticeWindow window = NoticeWindow.of(ended, limit);
        if (clock.instant().isAfter(window.to())) {
            return false;
        }
        String name = ended.id().launchName();
        Map<String, AttributeValue> full = table.refusal(
                        "attribute_not_exists(" + PENDING_SHARD + ") AND (attribute_not_exists(" + ANNOUNCED_ALONE
                                + ") OR size(" + ANNOUNCED_ALONE + ") < :most)",
                        key(window),
                        "SET " + EXPIRES_AT + " = :expiry ADD " + ANNOUNCED_ALONE + " :name",
                        Map.of(
                                ":expiry", expiry(window.to()),
                                ":name", AttributeValue.fromSs(List.of(name)),
                                ":most", AttributeValue.fromN(Integer.toString(limit.notices()))))
                .orElse(null);
        if (full == null || isAnnouncedAlone(name, full)) {
            return false;
        }
        if (!full.containsKey(PENDING_SHARD)) {
            makeDue(window);
        }
        letWait(ended.id(), window);
        return true;
    }

    private static boolean isAnnouncedAlone(String name, Map<String, AttributeValue> window) {
        AttributeValue names = window.get(ANNOUNCED_ALONE);
        return names != null && names.ss().contains(name);
    }

    /**
     * The window becomes due before any end waits for it, so that no end waits for a digest that nobody sends. A due window does not
     * expire.
     */
    private void makeDue(NoticeWindow window) {
        update(
                window,
                "SET " + PENDING_SHARD + " = :shard, " + NOT_BEFORE + " = :end REMOVE " + EXPIRES_AT,
                Map.of(":shard", AttributeValue.fromS(PendingShard.DIGESTS), ":end", TableClient.time(window.to())));
    }

    /** Does nothing if nothing is left to announce. */
    private void letWait(AttemptId ended, NoticeWindow window) {
        table.updateIf(
                "attribute_exists(" + JOB_ID + ") AND attribute_not_exists(" + ANNOUNCED_AT + ")",
                DynamoAttempts.key(ended),
                "SET " + DIGEST + " = :window, " + PENDING_SHARD + " = :shard",
                Map.of(
                        ":window", AttributeValue.fromS(window.id()),
                        ":shard", AttributeValue.fromS(PendingShard.ofDigest(window))));
    }

    @Override
    public Iterable<NoticeWindow> due(Instant endedBefore, Consumer<RuntimeException> unreadable) {
        return () -> table.pending(PendingShard.DIGESTS, endedBefore, DeploymentItem::window, unreadable)
                .iterator();
    }

    @Override
    public List<GatheredEnd> gathered(NoticeWindow window) {
        return table.pending(PendingShard.ofDigest(window), PendingShard.ANY_TIME)
                .map(item -> new GatheredEnd(item.id(), item.text(CLUSTER), item.text(FAMILY), item.time(STOPPED_AT)))
                .toList();
    }

    @Override
    public Turn take(NoticeWindow window) {
        Instant now = clock.instant();
        return table.refusal(
                        "attribute_not_exists(" + ANNOUNCED_AT + ") AND attribute_not_exists(" + NOTICE_TAKEN_AT
                                + ") OR attribute_not_exists(" + ANNOUNCED_AT + ") AND " + NOTICE_TAKEN_AT
                                + " <= :over",
                        key(window),
                        "SET " + NOTICE_TAKEN_AT + " = :now",
                        Map.of(":now", TableClient.time(now), ":over", TableClient.time(now.minus(NOTICE_IS_TAKEN))))
                .map(taken -> taken.containsKey(ANNOUNCED_AT) ? Turn.SENT : Turn.OF_ANOTHER)
                .orElse(Turn.OURS);
    }

    @Override
    public void giveBack(NoticeWindow window) {
        update(window, "REMOVE " + NOTICE_TAKEN_AT, Map.of());
    }

    @Override
    public void sent(NoticeWindow window) {
        update(window, "SET " + ANNOUNCED_AT + " = :now", Map.of(":now", TableClient.time(clock.instant())));
    }

    /** Does nothing if another invocation has marked it, or if its true end has replaced it. */
    @Override
    public void markAnnounced(NoticeWindow window, AttemptId ended) {
        table.updateIf(
                DIGEST + " = :window AND attribute_not_exists(" + ANNOUNCED_AT + ")",
                DynamoAttempts.key(ended),
                "SET " + ANNOUNCED_AT + " = :now REMOVE " + PENDING_SHARD + ", " + NOT_BEFORE,
                Map.of(":now", TableClient.time(clock.instant()), ":window", AttributeValue.fromS(window.id())));
    }

    @Override
    public void close(NoticeWindow window) {
        update(
                window,
                "SET " + EXPIRES_AT + " = :expiry REMOVE " + PENDING_SHARD + ", " + NOT_BEFORE,
                Map.of(":expiry", expiry(clock.instant())));
    }

    private void update(NoticeWindow window, String expression, Map<String, AttributeValue> values) {
        table.update(null, key(window), expression, values);
    }

    private static Map<String, AttributeValue> key(NoticeWindow window) {
        return DeploymentItem.key(DeploymentItem.of(window));
    }

    private static AttributeValue expiry(Instant from) {
        return TableClient.expiry(from.plus(KEPT));
    }
}
