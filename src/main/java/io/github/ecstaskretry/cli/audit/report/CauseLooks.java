package io.github.ecstaskretry.cli.audit.report;

import io.github.ecstaskretry.cli.audit.JobTimeline;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.core.classify.CauseKind;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the causes of a report look. The kind gives the hue, the cause's name gives shade and pattern, so that a cause looks the same
 * in every report, unless two causes of a report would look alike: the second takes the next look that is free.
 */
final class CauseLooks {

    private static final int SHADES = 3;
    private static final int LOOKS = 3 * SHADES;

    private final SortedMap<String, SortedMap<String, Integer>> looks = new TreeMap<>();

    /** The looks of every cause in these timelines. */
    CauseLooks(List<JobTimeline> timelines) {
        SortedMap<String, SortedSet<String>> causes = new TreeMap<>();
        timelines.stream()
                .flatMap(timeline -> timeline.attempts().stream())
                .forEach(attempt -> causes.computeIfAbsent(kind(attempt), kind -> new TreeSet<>())
                        .add(attempt.ruling().cause()));
        causes.forEach((kind, names) -> looks.put(kind, apart(names)));
    }

    private static SortedMap<String, Integer> apart(SortedSet<String> causes) {
        SortedMap<String, Integer> looks = new TreeMap<>();
        Set<Integer> taken = new HashSet<>();
        for (String cause : causes) {
            int look = Math.floorMod(cause.hashCode(), LOOKS);
            while (taken.size() < LOOKS && !taken.add(look)) {
                look = (look + 1) % LOOKS;
            }
            looks.put(cause, look);
        }
        return looks;
    }

    /** The lower-case word of the cause's kind; what no index tells is as good as ambiguous. */
    static String kind(ListedAttempt attempt) {
        CauseKind kind = attempt.ruling().kind();
        return kind == null ? CauseKind.AMBIGUOUS.word() : kind.word();
    }

    /** A bar that stands for the cause. */
    String bar(ListedAttempt attempt, double left, double top, double width, double height) {
        SortedMap<String, Integer> ofKind = looks.getOrDefault(kind(attempt), Collections.emptySortedMap());
        return bar(kind(attempt), ofKind.getOrDefault(attempt.ruling().cause(), 0), left, top, width, height);
    }

    private static String bar(String kind, int look, double left, double top, double width, double height) {
        String place = String.format(
                Locale.ROOT, "x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", left, top, width, height);
        int pattern = look / SHADES;
        return "<rect class=\"bar " + kind + " s" + look % SHADES + "\" " + place + "/>"
                + (pattern == 0 ? "" : "<rect fill=\"url(#p" + pattern + ")\" " + place + "/>");
    }

    /** What a legend lists: every cause with a piece of its bar. */
    String legend() {
        return looks.entrySet().stream()
                .flatMap(kind -> kind.getValue().entrySet().stream()
                        .map(cause -> "<li><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">"
                                + bar(kind.getKey(), cause.getValue(), 0, 0, 16, 16) + "</svg>"
                                + Html.text(cause.getKey()) + " (" + kind.getKey() + ")</li>"))
                .collect(Collectors.joining("\n"));
    }
}
