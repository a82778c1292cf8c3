package io.github.ecstaskretry.testkit.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item with all its versions, because the indexes show it as it was a moment ago. */
final class StoredItem {

    private final List<Version> versions = new ArrayList<>();

    /**
     * The item from a moment on.
     *
     * @param writer null if a state machine wrote it
     */
    record Version(
            Instant since,
            Map<String, AttributeValue> attributes,
            @Nullable Invocation writer) {}

    /** Whether it changes more than who sends a notice, or until when CloudTrail has been read. */
    boolean write(Instant now, Map<String, AttributeValue> attributes, @Nullable Invocation writer) {
        boolean changes = versions.isEmpty() || !withoutTaker(now()).equals(withoutTaker(attributes));
        versions.add(new Version(now, Map.copyOf(attributes), writer));
        return changes;
    }

    private static Map<String, AttributeValue> withoutTaker(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> rest = new HashMap<>(attributes);
        rest.remove("noticeTakenAt");
        rest.remove("launchesReadUntil");
        return rest;
    }

    Map<String, AttributeValue> now() {
        return versions.getLast().attributes();
    }

    /** Empty when it was not there. */
    Map<String, AttributeValue> at(Instant moment) {
        for (Version version : versions.reversed()) {
            if (!version.since().isAfter(moment)) {
                return version.attributes();
            }
        }
        return Map.of();
    }

    /** What it was in a period, in order; empty when it was not there. */
    List<Map<String, AttributeValue>> between(Instant from, Instant to) {
        return Stream.concat(
                        Stream.of(at(from)),
                        versions.stream()
                                .filter(version -> version.since().isAfter(from)
                                        && !version.since().isAfter(to))
                                .map(Version::attributes))
                .toList();
    }

    /** An item with one version. */
    StoredItem only(Version version) {
        StoredItem item = new StoredItem();
        item.versions.add(version);
        return item;
    }

    List<Version> versions() {
        return versions;
    }
}
