package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.audit.OutcomeChart.Ending;
import io.github.ecstaskretry.cli.audit.TimelineLayout.Piece;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.ConsoleLinks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job with its timeline, as the report shows it. The public methods are for the template. */
record ReportJob(Job.Timeline timeline, Instant now, ReportTimes times) {

    private static final int WIDTH = 300;
    private static final int RUNS = 6;

    /** The cause's kind; ambiguous if the index does not have it. */
    static CauseKind kind(ListedAttempt attempt) {
        return Objects.requireNonNullElse(attempt.causeKind(), CauseKind.AMBIGUOUS);
    }

    public Job job() {
        return timeline.job();
    }

    public Ending end() {
        return Ending.of(job());
    }

    /** How long the job took until now; null if unknown. */
    public @Nullable Duration took() {
        return job().duration(now).orElse(null);
    }

    /** The time that the line covers. */
    public Duration covered() {
        return DurationText.between(timeline.start(), job().state().open() ? now : timeline.end());
    }

    public List<Piece> pieces() {
        return TimelineLayout.of(timeline, now, WIDTH).pieces();
    }

    /** How wide a piece is, in percent of its line. */
    public String wide(Piece piece) {
        return String.format(Locale.ROOT, "%.2f", 100 * piece.width() / WIDTH);
    }

    /** The name in style sheets. */
    public String style(Piece piece) {
        String part = piece.part().word();
        return piece.isAttempt() ? part + " " + kind(piece.attempt()).word() : part;
    }

    public String words(Piece piece) {
        int number = piece.number();
        String lasted = times.duration(piece.lasted());
        return switch (piece.part()) {
            case MISSING ->
                (piece.missing() == 1
                                ? "attempt " + (number - 1) + " is"
                                : "attempts " + (number - piece.missing()) + " to " + (number - 1) + " are")
                        + " not in the table";
            case ATTEMPT -> "attempt " + number + ": " + piece.attempt().shownCause() + ", " + lasted;
            case WAIT -> "waited " + lasted;
            case OPEN_WAIT -> "has waited " + lasted + " so far";
            case FLIGHT -> "attempt " + (number + 1) + " was due " + lasted + " ago, and its end is not recorded";
        };
    }

    /** The cause's kind and the times, which {@link #words} leaves out. */
    public String details(Piece piece) {
        ListedAttempt attempt = piece.attempt();
        return switch (piece.part()) {
            case ATTEMPT ->
                ", " + kind(attempt).word() + ", " + times.seconds(attempt.began()) + " to "
                        + times.seconds(attempt.stoppedAt());
            case OPEN_WAIT, FLIGHT -> piece.from() == null ? "" : ", since " + times.seconds(piece.from());
            case MISSING, WAIT -> "";
        };
    }

    /** Neighbouring attempts that ended for the same cause. */
    record CauseRun(int first, int last, String cause, String kind) {

        public String attempts() {
            return first == last ? String.valueOf(first) : first + "–" + last;
        }
    }

    /** A job's causes, and how many runs of them are left out before the last one. */
    record Runs(List<CauseRun> first, int left, CauseRun last) {}

    public Runs runs() {
        List<CauseRun> runs = new ArrayList<>();
        for (ListedAttempt attempt : timeline.attempts()) {
            int number = attempt.id().number();
            String cause = attempt.shownCause();
            CauseRun before = runs.isEmpty() ? null : runs.getLast();
            if (before != null && before.last() == number - 1 && before.cause().equals(cause)) {
                runs.removeLast();
                runs.add(new CauseRun(before.first(), number, cause, before.kind()));
            } else {
                runs.add(new CauseRun(number, number, cause, kind(attempt).word()));
            }
        }
        int shown = Math.min(runs.size() - 1, RUNS - 1);
        return new Runs(List.copyOf(runs.subList(0, shown)), runs.size() - 1 - shown, runs.getLast());
    }

    /** The console's page of the family, in the Region of the job's tasks; null if no task is known. */
    public @Nullable String familyLink() {
        return task().flatMap(task -> ConsoleLinks.family(task, job().newest().family()))
                .orElse(null);
    }

    /** The console's page of the cluster; null if no task is known. */
    public @Nullable String clusterLink() {
        return task().flatMap(task -> ConsoleLinks.cluster(task, job().newest().cluster()))
                .orElse(null);
    }

    /** The console's page of the task of a piece that is an attempt; null if there is no task. */
    public @Nullable String taskLink(Piece piece) {
        ListedAttempt attempt = piece.attempt();
        return Optional.ofNullable(piece.isAttempt() ? attempt.task() : null)
                .flatMap(task -> ConsoleLinks.task(task, attempt.cluster()))
                .orElse(null);
    }

    private Optional<TaskArn> task() {
        return timeline.attempts().stream()
                .map(ListedAttempt::task)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
