package io.github.ecstaskretry.cli.ask.backtest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A condition of {@code --fail-on}, such as {@code lost-recoveries} or {@code new-retries>20}, and how many it allows. */
public record FailOn(String name, int most) {

    private static final Pattern FORM = Pattern.compile("([a-z-]+)(?:>([0-9]{1,9}))?");

    private static final Map<String, ToIntFunction<Findings>> COUNTS = counts();

    private static Map<String, ToIntFunction<Findings>> counts() {
        Map<String, ToIntFunction<Findings>> counts = new LinkedHashMap<>();
        counts.put("lost-recoveries", counted(Change::losesRecovery));
        counts.put("lost-retries", counted(change -> change.kind() == Change.Kind.NO_LONGER_RETRIED));
        counts.put("new-retries", counted(change -> change.kind() == Change.Kind.NEWLY_RETRIED));
        counts.put("other-ends", counted(change -> change.kind() == Change.Kind.OTHER_END));
        counts.put("changes", findings -> findings.changes.size());
        counts.put("not-reproduced", findings -> findings.unreproduced.size());
        counts.put("tags-not-recorded", findings -> findings.tagsNotRecorded.size());
        return counts;
    }

    private static ToIntFunction<Findings> counted(Predicate<Change> which) {
        return findings -> findings.changes(which).size();
    }

    /** The names, the most important first. */
    public static List<String> names() {
        return List.copyOf(COUNTS.keySet());
    }

    /**
     * Reads conditions that are separated by commas. Throws an {@link IllegalArgumentException} if one is not a name, alone or with
     * {@code >} and a number.
     */
    public static List<FailOn> parse(String text) {
        return Arrays.stream(text.split(",")).map(FailOn::one).toList();
    }

    private static FailOn one(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches() || !COUNTS.containsKey(matcher.group(1))) {
            throw new IllegalArgumentException("--fail-on: expected " + String.join(", ", COUNTS.keySet())
                    + ", each alone or with a number such as new-retries>20; found '" + text.strip() + "'");
        }
        return new FailOn(matcher.group(1), matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)));
    }

    /** A sentence if the condition holds. */
    public Optional<String> failure(Findings findings) {
        int found = COUNTS.getOrDefault(name, all -> 0).applyAsInt(findings);
        return found > most
                ? Optional.of(name + ": found " + found + ", allowed are " + (most == 0 ? "none" : "at most " + most))
                : Optional.empty();
    }

    /** Every condition that holds, in the order of {@link #names()}. */
    public static List<String> failures(List<FailOn> conditions, Findings findings) {
        return conditions.stream()
                .sorted(Comparator.comparingInt(condition -> names().indexOf(condition.name())))
                .flatMap(condition -> condition.failure(findings).stream())
                .toList();
    }
}
