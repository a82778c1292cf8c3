package io.github.ecstaskretry.testkit.simulation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In how many runs each outcome was reached, by the kind of its cause and by the path on which it was recorded. */
final class Coverage {

    /** The cells that 10,000 runs must reach. */
    static final List<String> REQUIRED = List.of(
            "SUCCEEDED, success, event",
            "SUCCEEDED, success, reconciling",
            "RECOVERED, success, event",
            "RECOVERED, success, reconciling",
            "FAILED, permanent, event",
            "FAILED, ambiguous, event",
            "FAILED, launch-unverified, event",
            "EXHAUSTED, transient, event",
            "EXHAUSTED, ambiguous, event",
            "EXPIRED, transient, event",
            "EXPIRED, ambiguous, event",
            "EXPIRED, ambiguous, reconciling",
            "EXPIRED, too-late, event",
            "UNLAUNCHABLE, ambiguous, event",
            "UNLAUNCHABLE, launch-values-lost, reconciling",
            "CANCELLED, intentional, event",
            "RETRY, transient, event",
            "RETRY, ambiguous, reconciling",
            "EXPIRED, ambiguous, dead letter",
            "UNLAUNCHABLE, launch-unknown, reconciling",
            "EXPIRED, too-late, reconciling",
            "hold, released",
            "hold, ended",
            "launch, policy",
            "launch, rule",
            "launch, schedule",
            "launch, attempt",
            "launch, rule, of others that failed",
            "launch, schedule, of others that failed",
            "launch, cloudtrail, of others that failed",
            "launch, run-job",
            "run-job, SUCCEEDED",
            "run-job, EXHAUSTED",
            "run-job, CANCELLED",
            "run-job, ABORTED",
            "run-job, States.Timeout");

    private static final Set<String> OWN_CAUSES =
            Set.of("task-lost", "launch-values-lost", "launch-unknown", "launch-unverified", "too-late");

    private final Map<String, LongAdder> cells = new ConcurrentHashMap<>();

    /** The cells that a run has reached. */
    static Set<String> cells(World world) {
        Stream<String> commands = world.operators().given().stream()
                .map(given ->
                        "command, " + given.word() + ", " + (given.answer().done() ? "done" : "refused"));
        Stream<String> attempts = world.table().items().stream()
                .map(Recorded::new)
                .flatMap(record -> Stream.of(cell(record), source(record)));
        Stream<String> answers = world.runJobs().all().stream()
                .flatMap(execution -> execution.drives().stream())
                .map(drive -> "run-job, " + Objects.requireNonNullElse(drive.error(), drive.status()));
        return Stream.of(commands, attempts, answers)
                .flatMap(cells -> cells)
                .filter(cell -> !cell.isEmpty())
                .collect(Collectors.toSet());
    }

    /** The source of the next attempt's launch; empty for an end. */
    private static String source(Recorded record) {
        if (record.wasPaused()) {
            return record.released() == null ? "pause, ended" : "pause, released";
        }
        if (record.wasHeld()) {
            return record.released() == null ? "hold, ended" : "hold, released";
        }
        String source = record.text("launchSource");
        return source == null
                ? ""
                : "launch, " + source.replaceFirst(":.*", "") + (isMissed(record) ? ", of others that failed" : "");
    }

    private static boolean isMissed(Recorded record) {
        return record.number() == 1 && record.isLaunchFailure() && !"run-job".equals(record.text("launchSource"));
    }

    private static String cell(Recorded record) {
        String outcome = record.isTerminal() ? String.valueOf(record.text("outcome")) : "RETRY";
        String cause = String.valueOf(record.text("cause"));
        return (outcome.equals("SUCCEEDED") && record.number() > 1 ? "RECOVERED" : outcome) + ", "
                + (OWN_CAUSES.contains(cause) ? cause : record.text("causeKind")) + ", "
                + (record.isSuperseded()
                        ? "superseding"
                        : record.decided().writer().path());
    }

    void add(Set<String> reached) {
        reached.forEach(
                cell -> cells.computeIfAbsent(cell, absent -> new LongAdder()).increment());
    }

    Set<String> reached() {
        return cells.keySet();
    }

    /** A line for each cell. */
    @Override
    public String toString() {
        return new TreeSet<>(cells.keySet())
                .stream()
                        .map(cell -> "%8d  %s".formatted(cells.get(cell).sum(), cell))
                        .collect(Collectors.joining("\n"));
    }
}
