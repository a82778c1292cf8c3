package io.github.ecstaskretry.cli.audit.report;

import static io.github.ecstaskretry.cli.audit.report.ReportJobs.NOON;
import static io.github.ecstaskretry.cli.audit.report.ReportJobs.lost;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.audit.Grouping;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.ListedAttempt.Ruling;
import io.github.ecstaskretry.cli.audit.Report;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.core.classify.CauseKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportHtmlTest {

    private static String page(ListedAttempt... attempts) {
        Instant now = NOON.plus(Duration.ofDays(1));
        Report report = Report.of(List.of(attempts).iterator(), Grouping.FAMILY, 10, now, ZoneOffset.UTC);
        return page(null, report, now);
    }

    private static String page(@Nullable String family, Report report, Instant now) {
        return ReportHtml.write(
                report,
                Grouping.FAMILY,
                family,
                new TimeRange(NOON.minus(Duration.ofDays(1)), now),
                now,
                Instant::toString);
    }

    @Test
    void namesAreTextAndNothingElse() {
        String page = page(lost(
                "<script>alert(1)</script>\"'&",
                new Ruling("\" onload=\"x", CauseKind.PERMANENT, "patient", "(catalogue)", false)));

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;", "attempt 1: &quot; onload=&quot;x, 10m")
                .doesNotContain("<script>alert", "\" onload");
    }

    @Test
    void aNameThatLooksLikeAPlaceOfThePageIsLeftAsItIs() {
        assertThat(page(lost("@jobs@", ReportJobs.UNKNOWN_EXIT)))
                .contains("<th scope=\"row\">@jobs@</th>", "<td>@jobs@</td>");
    }

    @Test
    void thePageOfOneFamilySaysSo() {
        Instant now = NOON.plus(Duration.ofDays(1));
        Report report = Report.of(
                List.of(lost("etl<1>", ReportJobs.UNKNOWN_EXIT)).iterator(), Grouping.FAMILY, 10, now, ZoneOffset.UTC);

        assertThat(page("etl<1>", report, now))
                .contains("<h1>Jobs of the family etl&lt;1&gt; from ", "jobs of the family etl&lt;1&gt; since ");
        assertThat(page(null, report, now)).contains("<h1>Jobs from ").doesNotContain("of the family");
    }

    @Test
    void theFiguresAndTheDaysAreThere() {
        String page = page(
                ReportJobs.retried(1, Duration.ZERO, Duration.ofMinutes(10)),
                ReportJobs.succeeded(2, Duration.ofMinutes(11), Duration.ofMinutes(10)));

        assertThat(page)
                .contains("<dt>recovered by retrying</dt><dd>1</dd>", "<dt>only observed</dt><dd>0</dd>")
                .contains("<dt>mean time to recovery</dt><dd>11m</dd>", "<dt>open</dt><dd>0</dd>")
                .contains("<tr><th scope=\"row\">2026-03-14</th><td>1</td></tr>");
    }

    @Test
    void daysWithoutJobsKeepTheirPlace() {
        LocalDate first = LocalDate.of(2026, 3, 14);
        TreeMap<LocalDate, Integer> days = new TreeMap<>();
        days.put(first, 1);
        days.put(first.plusDays(2), 4);

        assertThat(DaysHtml.write(days))
                .contains("viewBox=\"0 0 30 40\"", "jobs by day, 2026-03-14 to 2026-03-16, at most 4 a day")
                .contains(
                        "x=\"1\" y=\"30.0\" width=\"8\" height=\"10.0\"",
                        "x=\"21\" y=\"0.0\" width=\"8\" height=\"40.0\"");
        assertThat(DaysHtml.write(new TreeMap<>())).isEqualTo("<p>No jobs.</p>");
    }
}
