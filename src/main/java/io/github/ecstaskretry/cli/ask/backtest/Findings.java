package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.cli.ask.backtest.Comparison.Unreproduced;
import io.github.ecstaskretry.core.task.AttemptId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The findings of a {@link Comparison}. Counts are of attempts unless a name says jobs. */
public final class Findings {

    int jobs;
    int attempts;

    /** Attempts whose job's earlier attempts are not in the record that was read. */
    int cutOff;

    /** Attempts after a changed, unreproduced or undecidable one of their job. */
    int unknown;

    /** What a replay cannot show of these two files, in sentences. */
    final List<String> caveats = new ArrayList<>();

    final List<Unreproduced> unreproduced = new ArrayList<>();

    /** Attempts whose tags the new file needs and the record lacks. */
    final List<AttemptId> tagsNotRecorded = new ArrayList<>();

    final List<Change> changes = new ArrayList<>();
    final Rules rules = new Rules();
    final Recoveries recoveries = new Recoveries();

    void add(Findings others) {
        jobs += others.jobs;
        attempts += others.attempts;
        cutOff += others.cutOff;
        unknown += others.unknown;
        unreproduced.addAll(others.unreproduced);
        tagsNotRecorded.addAll(others.tagsNotRecorded);
        changes.addAll(others.changes);
        rules.add(others.rules);
        recoveries.add(others.recoveries);
    }

    /** By how many attempts each rule decides, and how many of them it retries. */
    static final class Rules {

        private final SortedMap<String, int[]> counts = new TreeMap<>();

        void add(Rules others) {
            others.counts.forEach((rule, counts) -> this.counts.merge(rule, counts, (some, more) -> {
                Arrays.setAll(some, i -> some[i] + more[i]);
                return some;
            }));
        }

        void count(Judgement before, Judgement after) {
            int[] old = counts.computeIfAbsent(before.decidedBy(), rule -> new int[4]);
            old[0]++;
            old[2] += before.launches() ? 1 : 0;
            int[] changed = counts.computeIfAbsent(after.decidedBy(), rule -> new int[4]);
            changed[1]++;
            changed[3] += after.launches() ? 1 : 0;
        }
    }

    /**
     * A rule before and after.
     *
     * @param rule such as {@code nightly/spot}
     * @param decided how many attempts the rule decides by the old file
     * @param decidedAfter the same by the new file
     * @param retried how many of them are retried by the old file
     * @param retriedAfter the same by the new file
     */
    public record RuleLine(String rule, int decided, int decidedAfter, int retried, int retriedAfter) {

        /** Whether the new file changes the numbers. */
        boolean changed() {
            return decided != decidedAfter || retried != retriedAfter;
        }
    }

    /** Attempts of which both files' decisions are known. */
    int compared() {
        return attempts - cutOff - unknown;
    }

    List<Change> changes(Change.Kind kind) {
        return changes(change -> change.kind() == kind);
    }

    List<Change> changes(Predicate<Change> which) {
        return changes.stream().filter(which).toList();
    }

    /** Such as {@code 1 job} or {@code 12 jobs}. */
    static String count(int count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    List<RuleLine> rules() {
        return rules.counts.entrySet().stream().map(Findings::line).toList();
    }

    private static RuleLine line(Map.Entry<String, int[]> entry) {
        int[] counts = entry.getValue();
        return new RuleLine(entry.getKey(), counts[0], counts[1], counts[2], counts[3]);
    }
}
