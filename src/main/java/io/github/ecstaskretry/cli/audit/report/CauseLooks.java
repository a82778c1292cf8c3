package io.github.ecstaskretry.cli.audit.report;

import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.core.classify.CauseKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the report draws causes. The kind gives the hue, the cause's name gives shade and pattern, so that a cause looks the same in
 * every report. If two causes of a report would look alike, the second takes the next free look.
 */
final class CauseLooks {

    private static final int SHADES = 3;
    private static final int LOOKS = 3 * SHADES;

    private final Map<Cause, Look> looks = new HashMap<>();

    private record Cause(String kind, String name) implements Comparable<Cause> {

        /** An index that does not hold the kind leaves it open, which is what ambiguous means. */
        static Cause of(ListedAttempt attempt) {
            return new Cause(
                    Objects.requireNonNullElse(attempt.causeKind(), CauseKind.AMBIGUOUS)
                            .word(),
                    attempt.cause());
        }

        @Override
        public int compareTo(Cause other) {
            return kind.equals(other.kind) ? name.compareTo(other.name) : kind.compareTo(other.kind);
        }
    }

    /**
     * A cause's look.
     *
     * @param kind the lower-case word of the cause's kind
     * @param shade 0 to 2
     * @param pattern 1 or 2; 0: none
     */
    record Look(String kind, String cause, int shade, int pattern) {}

    /** The looks of every cause in these timelines. */
    CauseLooks(List<Job.Timeline> timelines) {
        Set<Cause> causes = new TreeSet<>();
        timelines.forEach(timeline -> timeline.attempts().forEach(attempt -> causes.add(Cause.of(attempt))));
        Map<String, Set<Integer>> taken = new HashMap<>();
        for (Cause cause : causes) {
            Set<Integer> ofKind = taken.computeIfAbsent(cause.kind(), kind -> new HashSet<>());
            int look = Math.floorMod(cause.name().hashCode(), LOOKS);
            while (ofKind.size() < LOOKS && !ofKind.add(look)) {
                look = (look + 1) % LOOKS;
            }
            looks.put(cause, new Look(cause.kind(), cause.name(), look % SHADES, look / SHADES));
        }
    }

    Look of(ListedAttempt attempt) {
        return Objects.requireNonNull(looks.get(Cause.of(attempt)));
    }

    /** Every look, by kind and name. */
    List<Look> all() {
        return looks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }
}
