package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.testkit.simulation.Table.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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

    private static final int LATEST_DELETION_SECONDS = 3 * 86_400;

    private final Map<Key, StoredItem> there = new LinkedHashMap<>();
    private final Map<Key, StoredItem> deleted = new LinkedHashMap<>();
    private final Map<Key, Instant> deletions = new LinkedHashMap<>();
    private final Supplier<Instant> clock;
    private final Chance chance;
    private final Duration retention;

    Items(Supplier<Instant> clock, Chance chance) {
        this.clock = clock;
        this.chance = chance;
        this.retention = chance.in(0.3) ? Duration.ofDays(1) : Duration.ofDays(90);
    }

    Duration retention() {
        return retention;
    }

    /** Null if it is not there. */
    @Nullable
    StoredItem get(Key key) {
        deleteExpired();
        return there.get(key);
    }

    /** Those that are there. */
    Collection<StoredItem> all() {
        deleteExpired();
        return there.values();
    }

    /** Those that are there or were, each as it was first. */
    Map<Key, StoredItem> ever() {
        if (deleted.isEmpty()) {
            return there;
        }
        Map<Key, StoredItem> ever = new LinkedHashMap<>(there);
        ever.putAll(deleted);
        return ever;
    }

    /** Those that were written again after they had been deleted. */
    List<StoredItem> again() {
        return deleted.keySet().stream()
                .filter(there::containsKey)
                .map(there::get)
                .toList();
    }

    /** Returns whether it is more than a note. */
    boolean write(Key key, Map<String, AttributeValue> attributes, @Nullable Invocation writer) {
        AttributeValue expiry = attributes.get("expiresAt");
        if (expiry == null) {
            deletions.remove(key);
        } else {
            deletions.put(
                    key,
                    Instant.ofEpochSecond(Long.parseLong(expiry.n())).plus(chance.seconds(1, LATEST_DELETION_SECONDS)));
        }
        return there.computeIfAbsent(key, absent -> new StoredItem()).write(clock.get(), attributes, writer);
    }

    private void deleteExpired() {
        Instant now = clock.get();
        if (deletions.values().stream().anyMatch(now::isAfter)) {
            deletions.forEach((key, when) -> {
                StoredItem item = now.isAfter(when) ? there.remove(key) : null;
                if (item != null) {
                    deleted.putIfAbsent(key, item);
                }
            });
            deletions.keySet().retainAll(there.keySet());
        }
    }
}
