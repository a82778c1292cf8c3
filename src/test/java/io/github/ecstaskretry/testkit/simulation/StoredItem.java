package io.github.ecstaskretry.testkit.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item with all its versions, because the indexes show it as it was a moment ago. */
final class StoredItem {

    private final List<Version> versions = new ArrayList<>();

    /** The item from a moment on. */
    record Version(Instant since, Map<String, AttributeValue> attributes, Invocation writer) {}

    /** Whether it changes more than who sends a notice, or until when CloudTrail has been read. */
    boolean write(Instant now, Map<String, AttributeValue> attributes, Invocation writer) {
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
