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
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportHtmlTest {

    private static final Instant NEXT_DAY = NOON.plus(Duration.ofDays(1));

    private static String page(ListedAttempt... attempts) {
        return page(NEXT_DAY, null, attempts);
    }

    private static String page(Instant now, @Nullable String family, ListedAttempt... attempts) {
        TimeRange range = new TimeRange(NOON.minus(Duration.ofDays(1)), now);
        return ReportHtml.write(
                Report.of(
                        Stream.of(attempts),
                        new Report.Question(
                                Grouping.FAMILY,
                                new JobFilter(family, null, List.of(), null),
                                range,
                                10,
                                now,
                                ZoneOffset.UTC)),
                "ecs-task-retry-AttemptsTable-1ABC",
                "eu-west-1");
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
        assertThat(page(lost("{page.kinds}", "exit-unknown", CauseKind.AMBIGUOUS)))
                .contains("title=\"{page.kinds}\">{page.kinds}</span>");
    }

    @Test
    void saysInItsTitleWhichStackRegionFamilyAndPeriodItIsAbout() {
        ListedAttempt attempt = lost("etl<1>", "exit-unknown", CauseKind.AMBIGUOUS);

        assertThat(page(NEXT_DAY, "etl<1>", attempt))
                .contains(
                        "<title>ecs-task-retry, eu-west-1: family etl&lt;1&gt;, 2026-03-13 12:00Z to 2026-03-15 12:00Z</title>")
                .contains("<h1>ecs-task-retry <span class=\"where\">in eu-west-1</span></h1>", "Family etl&lt;1&gt;. ");
        assertThat(page(attempt)).contains("<title>ecs-task-retry, eu-west-1: 2026-03-13 ");
    }

    @Test
    void showsOutcomesAsFiguresAndInTheirBars() {
        String page = page(retried(1, Duration.ZERO, minutes(10)), succeeded(2, minutes(11), minutes(10)));

        assertThat(page)
                .contains(
                        "The only job</strong> did not succeed at the first attempt",
                        "<strong>100.0 %</strong> recovered")
                .contains("<div class=\"stack whole\" role=\"img\" aria-label=\"1 recovered\">")
                .contains("</span>recovered</dt><dd>1</dd>", "<dt>mean recovery</dt><dd>11m</dd>")
                .contains("<i class=\"recovered\" style=\"height:100.00%\">", "title=\"2026-03-14 12:00: 1 recovered\"")
                .contains("<i class=\"recovered\" style=\"width:100.00%\">")
                .doesNotContain("</span>only observed");
    }

    @Test
    void showsTheWorstGroupsFirst() {
        ListedAttempt[] attempts = new ListedAttempt[12];
        for (int family = 0; family < attempts.length; family++) {
            attempts[family] = lost("family" + family, "exit-unknown", CauseKind.AMBIGUOUS);
        }
        attempts[11] = retried(1, Duration.ZERO, minutes(10));

        String page = page(NOON.plus(minutes(10)), null, attempts);

        assertThat(page.indexOf(">family3</span>")).isPositive().isLessThan(page.indexOf(">etl</span>"));
        assertThat(page).contains("<summary>2 more</summary>");
    }

    @Test
    void saysThatThereAreNoJobs() {
        assertThat(page()).contains("No jobs.</p>").doesNotContain("<section", "<table");
    }

    @Test
    void saysHowManyJobsAreLeftOut() {
        ListedAttempt[] attempts = new ListedAttempt[12];
        for (int job = 0; job < attempts.length; job++) {
            attempts[job] = Listed.ended("job" + job, 1, NOON, Outcome.FAILED);
        }

        assertThat(page(attempts)).contains("; 2 older ones are not shown");
        assertThat(page(attempts[0])).doesNotContain("not shown");
    }

    @Test
    void namesTheCausesOfATimelineBesideIt() {
        assertThat(page(
                        retried(1, Duration.ZERO, minutes(10)),
                        retried(2, minutes(11), minutes(5)),
                        succeeded(3, minutes(20), minutes(5))))
                .contains("<span class=\"swatch ambiguous\"></span><span class=\"soft\">1–2</span> exit-unknown")
                .contains("<span class=\"swatch success\"></span><span class=\"soft\">3</span> succeeded");
    }

    @Test
    void drawsOpenJobsUntilNow() {
        ListedAttempt attempt = retried(1, Duration.ZERO, minutes(10));

        assertThat(page(NOON.plus(minutes(10)).plusSeconds(30), null, attempt))
                .contains("<i class=\"open-wait", "has waited 30s so far, since 2026-03-14 12:10:00Z", ">now</span>");
        assertThat(page(NOON.plus(minutes(30)), null, attempt))
                .contains("<i class=\"flight", "attempt 2 was due 19m ago, and its end is not recorded");
    }

    @Test
    void marksAttemptsThatTheTableDoesNotHold() {
        assertThat(page(succeeded(3, Duration.ZERO, minutes(10))))
                .contains("<i class=\"missing", "attempts 1 to 2 are not in the table");
        assertThat(page(succeeded(2, Duration.ZERO, minutes(10)))).contains("attempt 1 is not in the table");
    }

    @Test
    void repeatsColoursAndWidthsInWords() {
        assertThat(page(retried(1, Duration.ZERO, minutes(10)), succeeded(2, minutes(11), minutes(5))))
                .contains("<summary aria-label=\"The attempts of job j in words\">")
                .contains("aria-label=\"attempt 1: exit-unknown, 10m; waited 1m; attempt 2: succeeded, 5m\"")
                .contains(
                        "<li>attempt 1: exit-unknown, 10m, ambiguous, 2026-03-14 12:00:00Z to 2026-03-14 12:10:00Z, <a ")
                .contains("<li>waited 1m</li>", "<span>03-14 12:00</span><span>16m</span><span>03-14 12:16</span>");
    }

    @Test
    void linksToTheConsole() {
        String console = "<a rel=\"noreferrer\" href=\"https://eu-west-1.console.aws.amazon.com/ecs/v2/";

        assertThat(page(retried(1, Duration.ZERO, minutes(10))))
                .contains(console + "task-definitions/etl?region=eu-west-1\">etl</a>")
                .contains(console + "clusters/prod/tasks?region=eu-west-1\">prod</a>")
                .contains(console + "clusters/prod/tasks/t1/configuration?region=eu-west-1\">task</a>");
        assertThat(page(ReportJobs.held()))
                .contains("never launched: RESOURCE:MEMORY")
                .doesNotContain("<a ");
    }
}
