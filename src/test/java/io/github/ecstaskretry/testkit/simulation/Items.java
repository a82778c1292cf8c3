package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table's items. DynamoDB deletes an item whose {@code expiresAt} has passed, within a few days and in no order (Amazon DynamoDB
 * developer guide, "Using time to live (TTL)").
 */
final class Items {

    /** An execution may be redriven for 14 days, and its event may be in the dead-letter queue for another 14. */
    private static final Duration LATEST_EVENT = Duration.ofDays(30);

    private static final int LATEST_DELETION_SECONDS = 3 * 86_400;

    private final Map<Table.Key, StoredItem> there = new LinkedHashMap<>();
    private final Map<Table.Key, StoredItem> deleted = new LinkedHashMap<>();
    private final Map<Table.Key, Instant> deletions = new LinkedHashMap<>();
    private final Supplier<Instant> clock;
    private final Chance chance;
    private final Duration retention;

    /** Not later than the earliest deletion. */
    private Instant nextDeletion = Instant.MAX;

    Items(Supplier<Instant> clock, Chance chance) {
        this.clock = clock;
        this.chance = chance;
        this.retention = chance.in(0.3) ? Duration.ofDays(1) : Duration.ofDays(90);
    }

    Duration retention() {
        return retention;
    }

    /** Null if it is not there. */
    @Nullable StoredItem get(Table.Key key) {
        deleteExpired();
        return there.get(key);
    }

    /** Those that are there. */
    Collection<StoredItem> all() {
        deleteExpired();
        return there.values();
    }

    /** Those that are there or were, each as it was first. */
    Map<Table.Key, StoredItem> ever() {
        if (deleted.isEmpty()) {
            return there;
        }
        Map<Table.Key, StoredItem> ever = new LinkedHashMap<>(there);
        ever.putAll(deleted);
        return ever;
    }

    /** A sentence for each attempt that was recorded again too early. Later it is too old to start or to announce anything. */
    List<String> again() {
        return deleted.keySet().stream()
                .filter(key -> there.containsKey(key) && deleted.get(key).now().containsKey("decision"))
                .filter(key -> !isTooOld(new Recorded(there.get(key)), new Recorded(deleted.get(key))))
                .map(key ->
                        key.jobId() + "-" + key.attempt() + " is recorded again after DynamoDB has deleted its record")
                .toList();
    }

    private static boolean isTooOld(Recorded again, Recorded first) {
        return again.isTerminal()
                && !again.isToBeAnnounced()
                && again.time("receivedAt").isAfter(first.time("receivedAt").plus(LATEST_EVENT));
    }

    /** Returns whether it is more than a note. */
    boolean write(Table.Key key, Map<String, AttributeValue> attributes, @Nullable Invocation writer) {
        AttributeValue expiry = attributes.get("expiresAt");
        if (expiry == null) {
            deletions.remove(key);
        } else {
            Instant when =
                    Instant.ofEpochSecond(Long.parseLong(expiry.n())).plus(chance.seconds(1, LATEST_DELETION_SECONDS));
            deletions.put(key, when);
            nextDeletion = when.isBefore(nextDeletion) ? when : nextDeletion;
        }
        return there.computeIfAbsent(key, absent -> new StoredItem()).write(clock.get(), attributes, writer);
    }

    private void deleteExpired() {
        Instant now = clock.get();
        if (!now.isAfter(nextDeletion)) {
            return;
        }
        deletions.forEach((key, when) -> {
            StoredItem item = now.isAfter(when) ? there.remove(key) : null;
            if (item != null) {
                deleted.putIfAbsent(key, item);
            }
        });
        deletions.keySet().retainAll(there.keySet());
        nextDeletion =
                deletions.values().stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }
}
