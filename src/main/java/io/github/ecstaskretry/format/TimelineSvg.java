package io.github.ecstaskretry.format;

import io.github.ecstaskretry.audit.JobTimeline;
import io.github.ecstaskretry.audit.ListedAttempt;
import io.github.ecstaskretry.classify.CauseKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A job's attempts on a line: bars from creation to stop, gaps while it waited. Each job has its own scale. */
final class TimelineSvg {

    private static final int WIDTH = 600;
    private static final int HEIGHT = 18;
    private static final double NARROWEST = 3;

    private TimelineSvg() {}

    static String write(JobTimeline timeline) {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg class=\"timeline\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
                .append(Html.text(label(timeline)))
                .append("\"><line x1=\"0\" x2=\"")
                .append(WIDTH)
                .append("\" y1=\"9\" y2=\"9\"/>");
        double whole =
                Math.max(1, Duration.between(timeline.start(), timeline.end()).toMillis());
        for (ListedAttempt attempt : timeline.attempts()) {
            Instant start = JobTimeline.start(attempt);
            double width = Math.max(
                    NARROWEST,
                    Duration.between(start, attempt.times().stoppedAt()).toMillis() / whole * WIDTH);
            double left = Math.min(
                    WIDTH - width, Duration.between(timeline.start(), start).toMillis() / whole * WIDTH);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" y=\"1\" height=\"16\"><title>%s</title></rect>",
                    kind(attempt),
                    Math.max(0, left),
                    width,
                    Html.text(describe(attempt))));
        }
        return svg.append("</svg>").toString();
    }

    private static String label(JobTimeline timeline) {
        StringBuilder label = new StringBuilder("attempts: ");
        for (ListedAttempt attempt : timeline.attempts()) {
            label.append(attempt.id().number())
                    .append(' ')
                    .append(attempt.ruling().cause())
                    .append("; ");
        }
        return label.toString().strip();
    }

    private static String describe(ListedAttempt attempt) {
        return "attempt " + attempt.id().number() + ": " + attempt.ruling().cause() + ", "
                + PolicyDuration.format(Duration.between(
                        JobTimeline.start(attempt), attempt.times().stoppedAt()));
    }

    static String kind(ListedAttempt attempt) {
        CauseKind kind = attempt.ruling().kind();
        return kind == null ? "ambiguous" : kind.word();
    }
}
