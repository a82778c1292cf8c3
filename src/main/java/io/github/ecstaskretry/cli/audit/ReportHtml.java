package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.audit.OutcomeChart.Ending;
import io.github.ecstaskretry.cli.audit.Statistics.Figures;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.format.Resources;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report as one HTML page that loads nothing and is readable without its script. The template is {@code report.html}; it calls
 * the public methods that are not static.
 */
public final class ReportHtml {

    /** The groups that are shown at once. */
    private static final int GROUPS = 10;

    /** CloudFormation names the table after its stack. */
    private static final Pattern TABLE_OF_STACK = Pattern.compile("(.+)-AttemptsTable-[A-Z0-9]+");

    private final Report report;
    private final ReportTimes times;
    private final int worst;

    private ReportHtml(Report report) {
        this.report = report;
        this.times = new ReportTimes(report.question().zone());
        this.worst = report.groups().stream()
                .mapToInt(group -> group.getValue().failedFirst())
                .max()
                .orElse(0);
    }

    /** Writes the page. The table's name begins with the stack's name. */
    public static String write(Report report, String table, String region) {
        Matcher named = TABLE_OF_STACK.matcher(table);
        ReportHtml page = new ReportHtml(report);
        return Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build()
                .parse(Resources.text("report.html"), Variant.forContentType(Variant.TEXT_HTML))
                .data("page", page)
                .data("times", page.times)
                .data("report", report)
                .data("asked", report.question())
                .data("all", report.statistics().all())
                .data("source", named.matches() ? named.group(1) : "table " + table)
                .data("region", region)
                .render();
    }

    /** How jobs end, the worst first. */
    public List<Ending> ends() {
        return List.of(Ending.values());
    }

    /** How jobs with a failed first attempt end. */
    public List<Ending> failedEnds() {
        return Stream.of(Ending.values())
                .filter(end -> end != Ending.FIRST_TIME)
                .toList();
    }

    public Ending firstTime() {
        return Ending.FIRST_TIME;
    }

    /** The numbers in words, such as {@code 2 lost, 1 open}. */
    public String inWords(Figures figures) {
        return inWords((Ending end) -> end.count(figures));
    }

    public String inWords(OutcomeChart.Column column) {
        return inWords(column::count);
    }

    private String inWords(ToIntFunction<Ending> count) {
        String words = Stream.of(Ending.values())
                .filter(end -> count.applyAsInt(end) > 0)
                .map(end -> number(count.applyAsInt(end)) + " " + end.phrase())
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "no jobs" : words;
    }

    public String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    public String percent(@Nullable Double rate) {
        return rate == null ? "–" : String.format(Locale.ROOT, "%.1f %%", rate * 100);
    }

    /** A length in percent of a whole. */
    public String share(int part, int whole) {
        return String.format(Locale.ROOT, "%.2f", 100.0 * part / whole);
    }

    /** The failed jobs of the group with the most of them. */
    public int worst() {
        return worst;
    }

    public List<Map.Entry<String, Figures>> worstGroups() {
        return report.groups().stream().limit(GROUPS).toList();
    }

    public List<Map.Entry<String, Figures>> otherGroups() {
        return report.groups().stream().skip(GROUPS).toList();
    }

    public List<ReportJob> jobs() {
        return report.jobs().stream()
                .map(timeline -> new ReportJob(timeline, report.question().now(), times))
                .toList();
    }

    /** The kinds of causes that the timelines show. */
    public List<String> kinds() {
        Set<CauseKind> shown = report.jobs().stream()
                .flatMap(job -> job.attempts().stream())
                .map(ReportJob::kind)
                .collect(Collectors.toSet());
        return Stream.of(CauseKind.values())
                .filter(shown::contains)
                .map(CauseKind::word)
                .toList();
    }
}
