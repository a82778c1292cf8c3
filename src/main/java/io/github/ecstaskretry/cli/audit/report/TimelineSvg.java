package io.github.ecstaskretry.cli.audit.report;

import io.github.ecstaskretry.cli.audit.JobTimeline;
import io.github.ecstaskretry.cli.audit.report.TimelineLayout.Piece;
import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

/**
 * A job's attempts on a line: bars from creation to stop, gaps while it waited, and below when it all began and ended. Each job has
 * its own scale.
 */
final class TimelineSvg {

    private static final int WIDTH = 300;
    private static final int BAR = 14;
    private static final int MIDDLE = 8;

    private final CauseLooks looks;
    private final Instant now;
    private final Function<Instant, String> time;

    /**
     * For the timelines of one report.
     *
     * @param looks of its causes
     * @param now when it was asked for
     * @param time how a time is shown
     */
    TimelineSvg(CauseLooks looks, Instant now, Function<Instant, String> time) {
        this.looks = looks;
        this.now = now;
        this.time = time;
    }

    /** The picture, and the same in words, which needs no eyes, no mouse and no colours. */
    String write(JobTimeline timeline) {
        TimelineLayout layout = TimelineLayout.of(timeline, now, WIDTH);
        StringBuilder svg = new StringBuilder("<svg class=\"timeline\" viewBox=\"0 0 " + WIDTH
                + " 30\" role=\"img\" aria-label=\"" + Html.text(TimelineText.brief(layout)) + "\">");
        layout.pieces()
                .forEach(piece -> svg.append("<g><title>")
                        .append(Html.text(TimelineText.brief(piece)))
                        .append("</title>")
                        .append(shape(piece))
                        .append("</g>"));
        return svg.append(scale(timeline))
                .append("</svg>")
                .append(words(timeline, layout))
                .toString();
    }

    private String shape(Piece piece) {
        return switch (piece.part()) {
            case ATTEMPT -> looks.bar(piece.attempt(), piece.left(), 1, piece.width(), BAR);
            case IN_FLIGHT ->
                String.format(
                        Locale.ROOT,
                        "<rect class=\"flight\" x=\"%.1f\" y=\"1.5\" width=\"%.1f\" height=\"%d\"/>",
                        piece.left() + 0.5,
                        piece.width() - 1,
                        BAR - 1);
            case MISSING -> line("missing", piece);
            case WAIT -> line("wait", piece);
            case OPEN_WAIT -> line("wait open", piece);
        };
    }

    private static String line(String look, Piece piece) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                look,
                piece.left(),
                piece.left() + piece.width(),
                MIDDLE,
                MIDDLE);
    }

    private String scale(JobTimeline timeline) {
        boolean open = timeline.job().state().open();
        Instant end = open ? now : timeline.end();
        return "<path class=\"scale\" d=\"M.5 17v4M299.5 17v4M.5 19h299\"/><text y=\"29\">"
                + Html.text(time.apply(timeline.start())) + "</text><text x=\"150\" y=\"29\" text-anchor=\"middle\">"
                + DurationText.format(Duration.between(timeline.start(), end).abs())
                + "</text><text x=\"300\" y=\"29\" text-anchor=\"end\">"
                + (open ? "now" : Html.text(time.apply(end))) + "</text>";
    }

    private String words(JobTimeline timeline, TimelineLayout layout) {
        TimelineText text = new TimelineText(time);
        StringBuilder list = new StringBuilder("<details><summary aria-label=\"in words: job "
                + Html.text(timeline.job().id()) + "\">in words</summary><ul>");
        layout.pieces()
                .forEach(piece ->
                        list.append("<li>").append(Html.text(text.line(piece))).append("</li>"));
        return list.append("</ul></details>").toString();
    }
}
