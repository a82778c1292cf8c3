package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.classify.CauseKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the report draws causes. The kind gives the hue, the cause's name gives shade and pattern, so that a cause looks the same in
 * every report. If two causes of a report would look alike, the second takes the next free look.
 */
final class CauseLooks {

    private static final int SHADES = 3;
    private static final int LOOKS = 3 * SHADES;

    /** By kind and name, which {@link #key} joins. */
    private final SortedMap<String, Look> looks = new TreeMap<>();

    /** A cause's look: one of 3 shades (0 to 2), and pattern 1 or 2, or 0 for none. */
    record Look(String kind, String cause, int shade, int pattern) {}

    /** The looks of every cause in these timelines. */
    CauseLooks(List<Job.Timeline> timelines) {
        SortedMap<String, ListedAttempt> causes = new TreeMap<>();
        timelines.forEach(timeline -> timeline.attempts().forEach(attempt -> causes.put(key(attempt), attempt)));
        Map<String, Set<Integer>> taken = new HashMap<>();
        causes.forEach((key, attempt) -> {
            String cause = attempt.cause();
            Set<Integer> ofKind = taken.computeIfAbsent(kind(attempt), kind -> new HashSet<>());
            int look = Math.floorMod(cause.hashCode(), LOOKS);
            while (ofKind.size() < LOOKS && !ofKind.add(look)) {
                look = (look + 1) % LOOKS;
            }
            looks.put(key, new Look(kind(attempt), cause, look % SHADES, look / SHADES));
        });
    }

    /** The cause's kind. An index that does not hold it leaves it open, which is what ambiguous means. */
    static String kind(ListedAttempt attempt) {
        return Objects.requireNonNullElse(attempt.causeKind(), CauseKind.AMBIGUOUS)
                .word();
    }

    private static String key(ListedAttempt attempt) {
        return kind(attempt) + " " + attempt.cause();
    }

    Look of(ListedAttempt attempt) {
        return Objects.requireNonNull(looks.get(key(attempt)));
    }

    List<Look> all() {
        return List.copyOf(looks.values());
    }
}
