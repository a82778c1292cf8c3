package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays out a job's attempts and waits from left to right. The width of a piece is its duration, but at least so much that it can be
 * seen. The pieces fill the line.
 */
record TimelineLayout(List<Piece> pieces) {

    /** The kinds of pieces. */
    enum Segment {
        /** Attempts that the table does not hold, before one that it holds. */
        MISSING(12),
        ATTEMPT(14),
        /** From a stop to the next attempt. */
        WAIT(4),
        /** From a stop until now, because the next attempt is not due yet. */
        OPEN_WAIT(10),
        /** From when the next attempt was due until now. */
        FLIGHT(10);

        /** Of a line that is 300 wide. */
        private final double minimum;

        Segment(double minimum) {
            this.minimum = minimum;
        }

        /** The name in style sheets. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A piece of the line.
     *
     * @param attempt the attempt that it stands for, or the last one before it; for {@link Segment#MISSING} the first one after it
     * @param missing how many attempts {@link Segment#MISSING} stands for; else 0
     * @param from when it began; null if unknown
     * @param left where it begins on the line
     */
    record Piece(
            Segment part,
            ListedAttempt attempt,
            int missing,
            @Nullable Instant from,
            Duration lasted,
            double left,
            double width) {

        private static Piece of(
                Segment part, ListedAttempt attempt, int missing, @Nullable Instant from, Instant until) {
            Duration lasted = from == null ? Duration.ZERO : DurationText.between(from, until);
            return new Piece(part, attempt, missing, from, lasted, 0, 0);
        }

        private Piece at(double place, double wide) {
            return new Piece(part, attempt, missing, from, lasted, place, wide);
        }

        public int number() {
            return attempt.id().number();
        }

        public boolean isAttempt() {
            return part == Segment.ATTEMPT;
        }

        /** Whether it is an attempt that is wide enough for its number. */
        public boolean numbered() {
            return isAttempt() && width >= (number() < 10 ? 5 : 8);
        }

        /** Whether it is too narrow for its number on a small screen. */
        public boolean tight() {
            return width < (number() < 10 ? 9 : 14);
        }

        private double weight() {
            return Math.max(1, lasted.toMillis());
        }
    }

    TimelineLayout {
        pieces = List.copyOf(pieces);
    }

    /** Lays out a job on a line of that width. */
    static TimelineLayout of(Job.Timeline timeline, Instant now, double width) {
        List<Piece> pieces = pieces(timeline, now);
        double[] widths = widths(pieces, width);
        List<Piece> placed = new ArrayList<>();
        double left = 0;
        for (int i = 0; i < widths.length; i++) {
            placed.add(pieces.get(i).at(left, widths[i]));
            left += widths[i];
        }
        return new TimelineLayout(placed);
    }

    private static List<Piece> pieces(Job.Timeline timeline, Instant now) {
        List<Piece> pieces = new ArrayList<>();
        ListedAttempt before = null;
        for (ListedAttempt attempt : timeline.attempts()) {
            int missing = attempt.id().number() - 1;
            if (before != null) {
                missing -= before.id().number();
            }
            if (missing > 0) {
                Instant stop = before == null ? null : before.stoppedAt();
                pieces.add(Piece.of(Segment.MISSING, attempt, missing, stop, attempt.began()));
            } else if (before != null) {
                pieces.add(Piece.of(Segment.WAIT, before, 0, before.stoppedAt(), attempt.began()));
            }
            pieces.add(Piece.of(Segment.ATTEMPT, attempt, 0, attempt.began(), attempt.stoppedAt()));
            before = attempt;
        }
        ListedAttempt last = timeline.attempts().getLast();
        Instant due = timeline.job().due();
        if (Set.of(JobState.WAITING, JobState.HELD).contains(timeline.job().state())) {
            pieces.add(Piece.of(Segment.OPEN_WAIT, last, 0, timeline.end(), now));
        } else if (due != null) {
            pieces.add(Piece.of(Segment.WAIT, last, 0, timeline.end(), due));
            pieces.add(Piece.of(Segment.FLIGHT, last, 0, due, now));
        }
        return pieces;
    }

    /**
     * Widens each piece that would be too narrow to its minimum; the others share the rest. If even the minimums do not fit, shrinks
     * them all.
     */
    private static double[] widths(List<Piece> pieces, double width) {
        double minimums =
                pieces.stream().mapToDouble(piece -> piece.part().minimum).sum();
        double squeeze = Math.min(1, width / minimums);
        double[] widths = new double[pieces.size()];
        boolean settled = false;
        while (!settled) {
            double left = width;
            double weights = 0;
            for (int i = 0; i < widths.length; i++) {
                left -= widths[i];
                weights += widths[i] == 0 ? pieces.get(i).weight() : 0;
            }
            settled = true;
            for (int i = 0; i < widths.length; i++) {
                double minimum = pieces.get(i).part().minimum * squeeze;
                if (widths[i] == 0 && pieces.get(i).weight() / weights * left < minimum) {
                    widths[i] = minimum;
                    settled = false;
                }
            }
            for (int i = 0; settled && i < widths.length; i++) {
                widths[i] = widths[i] == 0 ? pieces.get(i).weight() / weights * left : widths[i];
            }
        }
        return widths;
    }
}
