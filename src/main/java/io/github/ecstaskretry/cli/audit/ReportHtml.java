package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.audit.Statistics.Grouping;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.format.Resources;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A report as one HTML page that loads nothing and can be read without its script. The page is the template {@code report.html}; the
 * public methods that are not static are for the template.
 */
public final class ReportHtml {

    private static final int TIMELINE_WIDTH = 300;
    private static final int CHART_HEIGHT = 40;

    private final Report report;
    private final Instant now;
    private final Function<Instant, String> time;
    private final CauseLooks looks;

    private ReportHtml(Report report, Instant now, Function<Instant, String> time) {
        this.report = report;
        this.now = now;
        this.time = time;
        this.looks = new CauseLooks(report.jobs());
    }

    /** Writes the page. It is about one family, or about all if the family is null. */
    public static String write(
            Report report,
            Grouping by,
            @Nullable String family,
            TimeRange range,
            Instant now,
            Function<Instant, String> time) {
        return Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build()
                .parse(Resources.text("report.html"), Variant.forContentType(Variant.TEXT_HTML))
                .data("page", new ReportHtml(report, now, time))
                .data("report", report)
                .data("all", report.statistics().all())
                .data("by", by)
                .data("about", family == null ? "" : " of the family " + family)
                .data("since", range.since())
                .data("until", range.until().isAfter(now) ? now : range.until())
                .render();
    }

    public String time(Instant instant) {
        return time.apply(instant);
    }

    public String duration(@Nullable Duration duration) {
        return duration == null ? "–" : DurationText.format(duration.abs());
    }

    public String percent(@Nullable Double rate) {
        return rate == null ? "–" : String.format(Locale.ROOT, "%.1f %%", rate * 100);
    }

    /** A length in a drawing. */
    public String decimal(Double length) {
        return String.format(Locale.ROOT, "%.1f", length);
    }

    public @Nullable Duration took(Job job) {
        return job.duration(now).orElse(null);
    }

    /** The time that a job's line covers. */
    public Duration covered(Job.Timeline timeline) {
        return Duration.between(timeline.start(), timeline.job().state().open() ? now : timeline.end());
    }

    public TimelineLayout layout(Job.Timeline timeline) {
        return TimelineLayout.of(timeline, now, TIMELINE_WIDTH);
    }

    public CauseLooks.Look look(ListedAttempt attempt) {
        return looks.of(attempt);
    }

    public List<CauseLooks.Look> legend() {
        return looks.all();
    }

    /** The cause's kind; ambiguous if unknown. */
    public String kind(ListedAttempt attempt) {
        return CauseLooks.kind(attempt);
    }

    /** The jobs by day; null if there are no jobs. */
    public @Nullable DaysChart days() {
        SortedMap<LocalDate, Integer> days = report.statistics().all().days();
        if (days.isEmpty()) {
            return null;
        }
        LocalDate first = days.firstKey();
        int most = Collections.max(days.values());
        List<DayBar> bars = days.entrySet().stream()
                .map(day -> {
                    double height = Math.max(1, (double) day.getValue() / most * CHART_HEIGHT);
                    long place = ChronoUnit.DAYS.between(first, day.getKey());
                    return new DayBar(day.getKey(), day.getValue(), place * 10 + 1, CHART_HEIGHT - height, height);
                })
                .toList();
        return new DaysChart(
                first, days.lastKey(), most, ChronoUnit.DAYS.between(first, days.lastKey()) + 1, CHART_HEIGHT, bars);
    }

    /** A bar for each day. {@code most} is the highest number of jobs; {@code places} counts the days, with those without jobs. */
    public record DaysChart(LocalDate first, LocalDate last, int most, long places, int height, List<DayBar> bars) {}

    public record DayBar(LocalDate day, int jobs, long x, double y, double height) {}
}
