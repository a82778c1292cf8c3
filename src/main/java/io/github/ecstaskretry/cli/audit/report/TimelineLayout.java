package io.github.ecstaskretry.cli.audit.report;

import io.github.ecstaskretry.cli.audit.JobState;
import io.github.ecstaskretry.cli.audit.JobTimeline;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a job's attempts and waits share a line from left to right: by how long they lasted, but nothing is so narrow that it could
 * not be seen.
 *
 * @param pieces they touch each other and fill the line
 */
record TimelineLayout(List<Piece> pieces) {

    /** What a piece of the line stands for. */
    enum Part {
        /** Attempts that the table does not have, before one that it has. */
        MISSING(12),
        /** An attempt that has ended. */
        ATTEMPT(6),
        /** From a stop to the next attempt. */
        WAIT(4),
        /** From a stop until now: the next attempt is not due yet. */
        OPEN_WAIT(10),
        /** From when the next attempt was due until now. */
        IN_FLIGHT(10);

        private final double least;

        Part(double least) {
            this.least = least;
        }
    }

    /**
     * A piece of the line.
     *
     * @param attempt the one that it stands for or that is the last before it; of {@link Part#MISSING} the first after it
     * @param missing of {@link Part#MISSING}, how many attempts it stands for; else 0
     * @param from when it began; null where that is not known
     * @param lasted how long
     * @param left where it begins
     * @param width how wide it is
     */
    record Piece(
            Part part,
            ListedAttempt attempt,
            int missing,
            @Nullable Instant from,
            Duration lasted,
            double left,
            double width) {

        private static Piece missing(int attempts, ListedAttempt after, @Nullable ListedAttempt before) {
            if (before == null) {
                return new Piece(Part.MISSING, after, attempts, null, Duration.ZERO, 0, 0);
            }
            Piece gap = of(Part.MISSING, after, before.times().stoppedAt(), JobTimeline.start(after));
            return new Piece(Part.MISSING, after, attempts, gap.from, gap.lasted, 0, 0);
        }

        private static Piece of(Part part, ListedAttempt attempt, Instant from, Instant until) {
            Duration lasted = Duration.between(from, until);
            return new Piece(part, attempt, 0, from, lasted.isNegative() ? Duration.ZERO : lasted, 0, 0);
        }

        private Piece at(double place, double wide) {
            return new Piece(part, attempt, missing, from, lasted, place, wide);
        }

        private double weight() {
            return Math.max(1, lasted.toMillis());
        }
    }

    TimelineLayout {
        pieces = List.copyOf(pieces);
    }

    /** Lays a job out on a line of that width. */
    static TimelineLayout of(JobTimeline timeline, Instant now, double width) {
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

    private static List<Piece> pieces(JobTimeline timeline, Instant now) {
        List<Piece> pieces = new ArrayList<>();
        ListedAttempt before = null;
        for (ListedAttempt attempt : timeline.attempts()) {
            Instant start = JobTimeline.start(attempt);
            int missing = attempt.id().number()
                    - 1
                    - (before == null ? 0 : before.id().number());
            if (missing > 0) {
                pieces.add(Piece.missing(missing, attempt, before));
            } else if (before != null) {
                pieces.add(Piece.of(Part.WAIT, before, before.times().stoppedAt(), start));
            }
            pieces.add(Piece.of(Part.ATTEMPT, attempt, start, attempt.times().stoppedAt()));
            before = attempt;
        }
        if (timeline.job().state().open()) {
            pieces.addAll(stillOpen(timeline, now));
        }
        return pieces;
    }

    private static List<Piece> stillOpen(JobTimeline timeline, Instant now) {
        ListedAttempt last = timeline.attempts().getLast();
        Instant due = Objects.requireNonNull(timeline.job().due());
        return timeline.job().state() == JobState.WAITING
                ? List.of(Piece.of(Part.OPEN_WAIT, last, timeline.end(), now))
                : List.of(Piece.of(Part.WAIT, last, timeline.end(), due), Piece.of(Part.IN_FLIGHT, last, due, now));
    }

    /** Whoever would get too little gets the least, until the others can share what is left; too many share the line evenly. */
    private static double[] widths(List<Piece> pieces, double width) {
        double leastOfAll =
                pieces.stream().mapToDouble(piece -> piece.part().least).sum();
        double squeeze = Math.min(1, width / leastOfAll);
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
                double least = pieces.get(i).part().least * squeeze;
                if (widths[i] == 0 && pieces.get(i).weight() / weights * left < least) {
                    widths[i] = least;
                    settled = false;
                }
            }
            if (settled) {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = widths[i] == 0 ? pieces.get(i).weight() / weights * left : widths[i];
                }
            }
        }
        return widths;
    }
}
