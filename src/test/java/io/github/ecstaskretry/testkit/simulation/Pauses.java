package io.github.ecstaskretry.testkit.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The pauses of a run, from all versions of the control item. */
record Pauses(List<StoredItem.Version> versions) {

    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** Whether a pause holds a scope from the first moment to the second one. */
    boolean hold(String scope, Instant begin, Instant end) {
        boolean was = false;
        for (int i = 0; i < versions.size(); i++) {
            boolean over =
                    i + 1 < versions.size() && !versions.get(i + 1).since().isAfter(begin);
            if (!over && !versions.get(i).since().isAfter(end)) {
                AttributeValue pause = paused(versions.get(i)).get(scope);
                if (pause == null || (versions.get(i).since().isAfter(begin) && !was) || !isInForce(pause, end)) {
                    return false;
                }
                was = true;
            }
        }
        return was;
    }

    private static boolean isInForce(AttributeValue pause, Instant moment) {
        AttributeValue until = pause.m().get("until");
        return until == null || Instant.parse(until.s()).isAfter(moment);
    }

    private static Map<String, AttributeValue> paused(StoredItem.Version control) {
        AttributeValue paused = control.attributes().get("paused");
        return paused == null ? Map.of() : paused.m();
    }

    /** Since when nothing is paused; a time that never comes if something is. */
    Instant over() {
        Instant calm = Instant.EPOCH;
        for (int i = 0; i < versions.size(); i++) {
            Instant next = i + 1 < versions.size() ? versions.get(i + 1).since() : NEVER;
            for (AttributeValue pause : paused(versions.get(i)).values()) {
                AttributeValue until = pause.m().get("until");
                Instant end = until == null || Instant.parse(until.s()).isAfter(next) ? next : Instant.parse(until.s());
                calm = end.isAfter(calm) ? end : calm;
            }
        }
        return calm;
    }
}
