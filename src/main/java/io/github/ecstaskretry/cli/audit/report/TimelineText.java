package io.github.ecstaskretry.cli.audit.report;

import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.report.TimelineLayout.Piece;
import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A job's attempts and waits in words: what the timeline's colours and widths say. */
final class TimelineText {

    private final Function<Instant, String> time;

    /**
     * In the words of a report.
     *
     * @param time how a time is shown
     */
    TimelineText(Function<Instant, String> time) {
        this.time = time;
    }

    /** Such as {@code attempt 1: exit-unknown, 10m; waited 1m; attempt 2: succeeded, 10m}. */
    static String brief(TimelineLayout layout) {
        return layout.pieces().stream().map(TimelineText::brief).collect(Collectors.joining("; "));
    }

    static String brief(Piece piece) {
        ListedAttempt attempt = piece.attempt();
        String lasted = DurationText.format(piece.lasted());
        return switch (piece.part()) {
            case MISSING -> {
                int last = attempt.id().number() - 1;
                yield (piece.missing() == 1
                                ? "attempt " + last + " is"
                                : "attempts " + (last + 1 - piece.missing()) + " to " + last + " are")
                        + " not in the table";
            }
            case ATTEMPT ->
                "attempt " + attempt.id().number() + ": " + attempt.ruling().cause() + ", " + lasted;
            case WAIT -> "waited " + lasted;
            case OPEN_WAIT -> "has waited " + lasted + " so far";
            case IN_FLIGHT ->
                "attempt " + (attempt.id().number() + 1) + " was due " + lasted + " ago, and its end is not recorded";
        };
    }

    /** The same with the kind of the cause and the times, for one line of a list. */
    String line(Piece piece) {
        Instant from = piece.from();
        return switch (piece.part()) {
            case MISSING, WAIT -> brief(piece);
            case ATTEMPT ->
                "attempt " + piece.attempt().id().number() + ": "
                        + piece.attempt().ruling().cause() + " (" + CauseLooks.kind(piece.attempt()) + "), "
                        + DurationText.format(piece.lasted()) + ", " + time.apply(Objects.requireNonNull(from))
                        + " to " + time.apply(piece.attempt().times().stoppedAt());
            case OPEN_WAIT -> brief(piece) + ", since " + time.apply(Objects.requireNonNull(from));
            case IN_FLIGHT -> brief(piece) + ": " + time.apply(Objects.requireNonNull(from));
        };
    }
}
