package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.cli.ask.backtest.Change.Kind;
import io.github.ecstaskretry.cli.ask.backtest.Findings.RuleLine;
import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The result of a comparison in sections for people, which {@link ReportText} and {@link ReportMarkdown} write. */
public final class ComparisonReport {

    /** The maximum of rows in a section; JSON has all. */
    static final int MOST_ROWS = 20;

    private final Findings findings;
    private final List<Section> sections = new ArrayList<>();

    /**
     * A part of the report.
     *
     * @param rows as many cells as headings each; without rows only the notes are shown
     * @param notes sentences below the rows
     */
    record Section(String title, List<String> headings, List<List<String>> rows, List<String> notes) {}

    public ComparisonReport(Findings findings) {
        this.findings = findings;
        unreproduced();
        rules();
        noLongerRetried();
        newlyRetried();
        changes(Kind.OTHER_END, "Another end");
        times();
        changes(Kind.OTHER_NOTICE, "Another notice");
        unknown();
    }

    List<Section> sections() {
        return List.copyOf(sections);
    }

    /** The result in one line. */
    String summary() {
        if (findings.attempts == 0) {
            return "There are no recorded attempts to compare.";
        }
        int lost = findings.changes(Change::losesRecovery).size();
        Map<Kind, Long> counts =
                findings.changes.stream().collect(Collectors.groupingBy(Change::kind, Collectors.counting()));
        List<String> parts = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(kind -> parts.add(kind.getValue() + " " + words(kind.getKey())
                        + (kind.getKey() == Kind.NO_LONGER_RETRIED
                                ? " (" + lost + (lost == 1 ? " recovery" : " recoveries") + " lost)"
                                : "")));
        return Findings.count(findings.compared(), "attempt") + " of " + Findings.count(findings.jobs, "job")
                + " compared: "
                + (parts.isEmpty() ? "the new file decides all of them alike" : String.join(", ", parts))
                + ".";
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case NO_LONGER_RETRIED -> "no longer retried";
            case NEWLY_RETRIED -> "newly retried";
            case OTHER_END -> "with another end";
            case OTHER_TIME -> "with another delay or deadline";
            case OTHER_NOTICE -> "with another notice";
            case OTHER_RULE -> "decided alike by another rule";
        };
    }

    private void unreproduced() {
        List<List<String>> rows = findings.unreproduced.stream()
                .limit(MOST_ROWS)
                .map(one -> List.of(
                        one.attempt().jobId(),
                        Integer.toString(one.attempt().number()),
                        one.recorded().decision() + " by " + one.recorded().decidedBy(),
                        one.replayed().decision() + " by " + one.replayed().decidedBy(),
                        one.why()))
                .toList();
        add(
                "Not reproduced by the old file, and not compared",
                List.of("JOB", "ATTEMPT", "RECORDED", "REPLAYED", "WHY"),
                rows,
                more(findings.unreproduced.size()));
    }

    private void rules() {
        List<RuleLine> rules = findings.rules();
        List<List<String>> rows = rules.stream()
                .filter(RuleLine::changed)
                .map(line -> List.of(
                        line.rule(),
                        arrow(line.decided(), line.decidedAfter()),
                        arrow(line.retried(), line.retriedAfter())))
                .toList();
        int alike = rules.size() - rows.size();
        String rest = Findings.count(alike, "rule") + (alike == 1 ? " decides" : " decide") + " as many as before.";
        add("Rules", List.of("RULE", "DECIDES", "RETRIES"), rows, rows.isEmpty() ? List.of() : List.of(rest));
    }

    private static String arrow(int before, int after) {
        return before == after ? Integer.toString(before) : before + " → " + after;
    }

    private void noLongerRetried() {
        List<Change> changes = findings.changes(Kind.NO_LONGER_RETRIED).stream()
                .sorted(Comparator.comparing(Change::losesRecovery).reversed())
                .toList();
        int lost = findings.changes(Change::losesRecovery).size();
        List<String> notes = new ArrayList<>(more(changes.size()));
        if (lost > 0) {
            notes.add(Findings.count(lost, "job") + " recovered by retries that the new file does not make.");
        }
        if (changes.size() > lost) {
            notes.add(Findings.count(changes.size() - lost, "retried job") + " did not recover, or had not ended.");
        }
        add("No longer retried", changes, notes);
    }

    private void newlyRetried() {
        List<Change> changes = findings.changes(Kind.NEWLY_RETRIED);
        List<String> notes = new ArrayList<>(more(changes.size()));
        Map<String, Long> causes = changes.stream()
                .collect(Collectors.groupingBy(change -> change.after().cause(), TreeMap::new, Collectors.counting()));
        causes.forEach((cause, count) -> notes.add(cause + ", " + count + " newly retried: "
                + findings.recoveries
                        .of(cause)
                        .map(rate -> "of the jobs that were retried for it, " + rate + ".")
                        .orElse("no job that was retried for it has ended, so nothing says whether a retry helps.")));
        add("Newly retried", changes, notes);
    }

    private void changes(Kind kind, String title) {
        List<Change> changes = findings.changes(kind);
        add(title, changes, more(changes.size()));
    }

    private void add(String title, List<Change> changes, List<String> notes) {
        List<List<String>> rows = changes.stream()
                .limit(MOST_ROWS)
                .map(change -> List.of(
                        change.attempt().jobId(),
                        Integer.toString(change.attempt().number()),
                        change.family(),
                        change.before().cause(),
                        change.before().decision() + " by " + change.before().decidedBy(),
                        change.after().decision() + " by " + change.after().decidedBy(),
                        change.losesRecovery() ? "recovered" : ""))
                .toList();
        add(title, List.of("JOB", "ATTEMPT", "FAMILY", "CAUSE", "BEFORE", "AFTER", "THEN"), rows, notes);
    }

    /** One row for each pair of rules, because a changed backoff affects thousands of attempts. */
    private void times() {
        Map<List<String>, List<Change>> groups = findings.changes(Kind.OTHER_TIME).stream()
                .collect(Collectors.groupingBy(
                        change -> List.of(
                                change.before().decidedBy(), change.after().decidedBy()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<List<String>> rows = groups.entrySet().stream()
                .map(group -> List.of(
                        group.getKey().stream().distinct().collect(Collectors.joining(" → ")),
                        Integer.toString(group.getValue().size()),
                        delays(group.getValue().stream().map(Change::before).toList()) + " → "
                                + delays(group.getValue().stream()
                                        .map(Change::after)
                                        .toList())))
                .toList();
        add("Another delay or deadline", List.of("RULE", "ATTEMPTS", "DELAY"), rows, List.of());
    }

    private static String delays(List<Judgement> judgements) {
        LongSummaryStatistics seconds = judgements.stream()
                .mapToLong(one -> one.next() instanceof Judgement.Retried retry ? retry.delaySeconds() : 0)
                .summaryStatistics();
        return DurationText.format(Duration.ofSeconds(seconds.getMin()), Duration.ofSeconds(seconds.getMax()));
    }

    private void unknown() {
        List<String> notes = new ArrayList<>();
        if (findings.unknown > 0) {
            notes.add(Findings.count(findings.unknown, "attempt")
                    + " not compared: after the first change of a job's decision, nobody knows how the job would have gone"
                    + " on; and what the old file does not reproduce says nothing about the new one.");
        }
        int after = findings.changes(Change::afterOtherTimes).size();
        if (after > 0) {
            notes.add(
                    Findings.count(after, "change")
                            + " after another delay of the same job: as if the attempt had ended as recorded, only at another time.");
        }
        if (!findings.tagsNotRecorded.isEmpty()) {
            notes.add(Findings.count(findings.tagsNotRecorded.size(), "job")
                    + " not compared: the new file asks for tags, which the old one did not read. The first is "
                    + findings.tagsNotRecorded.getFirst().jobId() + ".");
        }
        if (findings.cutOff > 0) {
            notes.add(Findings.count(findings.cutOff, "attempt")
                    + " not compared: the record that was read lacks earlier attempts of the same job.");
        }
        notes.addAll(findings.caveats);
        add("Not known", List.of(), List.of(), notes);
    }

    private static List<String> more(int size) {
        return size <= MOST_ROWS ? List.of() : List.of("And " + (size - MOST_ROWS) + " more; --json lists all.");
    }

    private void add(String title, List<String> headings, List<List<String>> rows, List<String> notes) {
        if (!rows.isEmpty() || !notes.isEmpty()) {
            sections.add(new Section(title, headings, rows, notes));
        }
    }
}
