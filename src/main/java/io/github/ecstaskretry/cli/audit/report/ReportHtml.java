package io.github.ecstaskretry.cli.audit.report;

import io.github.ecstaskretry.cli.audit.Figures;
import io.github.ecstaskretry.cli.audit.Grouping;
import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.JobTimeline;
import io.github.ecstaskretry.cli.audit.Report;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.format.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as one HTML page that holds everything it needs, and can be read without its script. */
public final class ReportHtml {

    private static final String FRAME = "report.html";

    private static final Pattern PLACE = Pattern.compile("@([a-z]+)@");

    private final Report report;
    private final Instant now;
    private final Function<Instant, String> time;
    private final CauseLooks looks;
    private final TimelineSvg timelines;

    private ReportHtml(Report report, Instant now, Function<Instant, String> time) {
        this.report = report;
        this.now = now;
        this.time = time;
        this.looks = new CauseLooks(report.jobs());
        this.timelines = new TimelineSvg(looks, now, time);
    }

    /**
     * The page.
     *
     * @param by what the figures are put together by
     * @param family the one that was asked about; null: all
     * @param now when it was asked for
     * @param time how a time is shown
     */
    public static String write(
            Report report,
            Grouping by,
            @Nullable String family,
            TimeRange range,
            Instant now,
            Function<Instant, String> time) {
        ReportHtml html = new ReportHtml(report, now, time);
        Map<String, String> parts = Map.of(
                "family", family == null ? "" : " of the family " + Html.text(family),
                "since", Html.text(time.apply(range.since())),
                "until", Html.text(time.apply(range.until().isAfter(now) ? now : range.until())),
                "tiles", html.tiles(),
                "days", DaysHtml.write(report.statistics().all().days()),
                "by", by.name().toLowerCase(Locale.ROOT),
                "groups", html.groups(),
                "left", html.left(),
                "causes", html.looks.legend(),
                "jobs", html.jobs());
        // In one go: what a part holds is no place for another.
        return PLACE.matcher(frame())
                .replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)))));
    }

    private String tiles() {
        Figures all = report.statistics().all();
        return tile("jobs", Integer.toString(all.jobs()))
                + tile("succeeded first time", percent(all.firstTimeRate()))
                + tile("recovered by retrying", Integer.toString(all.recovered()))
                + tile("lost", Integer.toString(all.lost()))
                + tile("open", Integer.toString(all.open()))
                + tile("only observed", Integer.toString(all.observed()))
                + tile("wasted re-runs", Integer.toString(all.wasted()))
                + tile("mean time to recovery", duration(all.meanRecovery()))
                + tile("p95 time to recovery", duration(all.p95Recovery()));
    }

    private static String tile(String name, String value) {
        return "<div><dt>" + name + "</dt><dd>" + value + "</dd></div>\n";
    }

    private String groups() {
        StringBuilder rows = new StringBuilder();
        report.statistics()
                .groups()
                .forEach((key, figures) -> rows.append("<tr><th scope=\"row\">")
                        .append(Html.text(key))
                        .append("</th>")
                        .append(List.of(
                                        Integer.toString(figures.jobs()),
                                        percent(figures.firstTimeRate()),
                                        Integer.toString(figures.recovered()),
                                        Integer.toString(figures.lost()),
                                        Integer.toString(figures.exhausted()),
                                        Integer.toString(figures.wasted()),
                                        duration(figures.meanRecovery()),
                                        duration(figures.p95Recovery()))
                                .stream()
                                .map(cell -> "<td>" + cell + "</td>")
                                .collect(Collectors.joining()))
                        .append("</tr>\n"));
        return rows.toString();
    }

    private String left() {
        return report.left() == 0
                ? ""
                : "<p>" + report.left() + " more are not shown; <code>--limit</code> shows them.</p>";
    }

    private String jobs() {
        return report.jobs().stream().map(this::row).collect(Collectors.joining("\n"));
    }

    private String row(JobTimeline timeline) {
        Job job = timeline.job();
        return "<tr><th scope=\"row\"><code>" + Html.text(job.id()) + "</code></th><td class=\"line\">"
                + timelines.write(timeline)
                + "</td><td><span class=\"state " + job.state() + "\">" + job.state() + "</span></td><td>"
                + Html.text(job.newest().subject().family()) + "</td><td>" + job.attempts() + "</td><td>"
                + Html.text(causes(timeline)) + "</td><td>"
                + duration(job.duration(now).orElse(null)) + "</td><td>"
                + Html.text(time.apply(job.newest().times().stoppedAt())) + "</td><td>"
                + Html.text(job.newest().subject().cluster()) + "</td></tr>";
    }

    private static String causes(JobTimeline timeline) {
        return timeline.attempts().stream()
                .map(attempt -> attempt.ruling().cause())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String percent(@Nullable Double rate) {
        return rate == null ? "–" : String.format(Locale.ROOT, "%.1f %%", rate * 100);
    }

    private static String duration(@Nullable Duration duration) {
        return duration == null ? "–" : DurationText.format(duration);
    }

    private static String frame() {
        return Resources.text(FRAME);
    }
}
