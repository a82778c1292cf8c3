package io.github.ecstaskretry.cli.audit;

import static io.github.ecstaskretry.cli.audit.ReportJobs.NOON;
import static io.github.ecstaskretry.cli.audit.ReportJobs.lost;
import static io.github.ecstaskretry.cli.audit.ReportJobs.retried;
import static io.github.ecstaskretry.cli.audit.ReportJobs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.audit.Statistics.Grouping;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportHtmlTest {

    private static final Instant NEXT_DAY = NOON.plus(Duration.ofDays(1));

    private static String page(ListedAttempt... attempts) {
        return page(NEXT_DAY, null, attempts);
    }

    private static String page(Instant now, @Nullable String family, ListedAttempt... attempts) {
        return ReportHtml.write(
                Report.of(Stream.of(attempts), Grouping.FAMILY, 10, now, ZoneOffset.UTC),
                Grouping.FAMILY,
                family,
                new TimeRange(NOON.minus(Duration.ofDays(1)), now),
                now,
                Instant::toString);
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void escapesNames() {
        String page = page(lost("<script>alert(1)</script>\"'&", "\" onload=\"x", CauseKind.PERMANENT));

        assertThat(page)
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;",
                        "attempt 1: &quot; onload=&quot;x, 10m")
                .doesNotContain("<script>alert", "\" onload");
    }

    @Test
    void doesNotTakeANameForAPlaceOfTheTemplate() {
        assertThat(page(lost("{page.legend}", "exit-unknown", CauseKind.AMBIGUOUS)))
                .contains("<th scope=\"row\">{page.legend}</th>", "<td>{page.legend}</td>");
    }

    @Test
    void namesTheFamilyThatThePageIsAbout() {
        ListedAttempt attempt = lost("etl<1>", "exit-unknown", CauseKind.AMBIGUOUS);

        assertThat(page(NEXT_DAY, "etl<1>", attempt))
                .contains("<h1>Jobs of the family etl&lt;1&gt; from ", "jobs of the family etl&lt;1&gt; since ");
        assertThat(page(attempt)).contains("<h1>Jobs from ").doesNotContain("of the family");
    }

    @Test
    void showsFiguresAndDays() {
        String page = page(retried(1, Duration.ZERO, minutes(10)), succeeded(2, minutes(11), minutes(10)));

        assertThat(page)
                .contains("<dt>recovered by retrying</dt><dd>1</dd>", "<dt>only observed</dt><dd>0</dd>")
                .contains("<dt>mean time to recovery</dt><dd>11m</dd>", "<dt>open</dt><dd>0</dd>")
                .contains("<tr><th scope=\"row\">2026-03-14</th><td>1</td></tr>");
    }

    @Test
    void leavesRoomForDaysWithoutJobs() {
        Instant third = NOON.plus(Duration.ofDays(2));

        assertThat(page(
                        Listed.ended("a", 1, NOON, Outcome.FAILED),
                        Listed.ended("b", 1, third, Outcome.FAILED),
                        Listed.ended("c", 1, third, Outcome.FAILED),
                        Listed.ended("d", 1, third, Outcome.FAILED),
                        Listed.ended("e", 1, third, Outcome.FAILED)))
                .contains("viewBox=\"0 0 30 40\"", "jobs by day, 2026-03-14 to 2026-03-16, at most 4 a day")
                .contains(
                        "x=\"1\" y=\"30.0\" width=\"8\" height=\"10.0\"",
                        "x=\"21\" y=\"0.0\" width=\"8\" height=\"40.0\"");
    }

    @Test
    void saysThatThereAreNoJobs() {
        assertThat(page()).contains("<p>No jobs.</p>").doesNotContain("jobs by day,");
    }

    @Test
    void saysHowManyJobsAreLeftOut() {
        ListedAttempt[] attempts = new ListedAttempt[12];
        for (int job = 0; job < attempts.length; job++) {
            attempts[job] = Listed.ended("job" + job, 1, NOON, Outcome.FAILED);
        }

        assertThat(page(attempts)).contains("<p>2 more are not shown;");
        assertThat(page(attempts[0])).doesNotContain("more are not shown");
    }

    @Test
    void listsCausesWithTheirKindsInALegend() {
        assertThat(page(lost("etl", "quota", CauseKind.TRANSIENT)))
                .contains("<rect class=\"bar transient s")
                .contains("</svg>quota (transient)</li>");
    }

    @Test
    void drawsAWaitUntilNow() {
        Instant now = NOON.plus(minutes(10)).plusSeconds(30);

        assertThat(page(now, null, retried(1, Duration.ZERO, minutes(10))))
                .contains("class=\"wait open\"", "has waited 30s so far, since 2026-03-14T12:10:00Z", ">now</text>");
    }

    @Test
    void drawsARerunUntilNowAsAnOutline() {
        assertThat(page(NOON.plus(minutes(30)), null, retried(1, Duration.ZERO, minutes(10))))
                .contains("<rect class=\"flight\" x=\"", "attempt 2 was due 19m ago, and its end is not recorded");
    }

    @Test
    void marksAttemptsThatTheTableDoesNotHold() {
        assertThat(page(succeeded(3, Duration.ZERO, minutes(10))))
                .contains("<line class=\"missing\" x1", "attempts 1 to 2 are not in the table");
        assertThat(page(succeeded(2, Duration.ZERO, minutes(10)))).contains("attempt 1 is not in the table");
        assertThat(page(retried(1, Duration.ZERO, minutes(10)), succeeded(2, minutes(11), minutes(5))))
                .doesNotContain("<line class=\"missing\" x1", "attempt 1 is not in the table");
    }

    @Test
    void saysInWordsWhatColoursAndWidthsShow() {
        assertThat(page(retried(1, Duration.ZERO, minutes(10)), succeeded(2, minutes(11), minutes(5))))
                .contains("<summary aria-label=\"in words: job j\">")
                .contains("aria-label=\"attempt 1: exit-unknown, 10m; waited 1m; attempt 2: succeeded, 5m\"")
                .contains(
                        "<li>attempt 1: exit-unknown (ambiguous), 10m, 2026-03-14T12:00:00Z to 2026-03-14T12:10:00Z</li>"
                                + "<li>waited 1m</li><li>attempt 2: succeeded (success), 5m, ")
                .contains("<text y=\"29\">2026-03-14T12:00:00Z</text>", ">16m</text>", ">2026-03-14T12:16:00Z</text>");
    }
}
