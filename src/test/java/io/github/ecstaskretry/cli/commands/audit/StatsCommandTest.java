package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How {@code stats} counts jobs that did not begin and end in the period, and re-runs that started no task. */
@ExtendWith(LocalCredentials.class)
class StatsCommandTest {

    private static final String DAY = "2026-11-19T";

    @RegisterExtension
    private static final RecordedTable TABLE = new RecordedTable();

    @BeforeAll
    static void record() {
        RecordedJobs jobs = TABLE.jobs();
        Instant six = Instant.parse(DAY + "06:00:00Z");
        // They stop at 06:00, 06:11 and 06:22.
        jobs.job("slow", six, 1, 1, 0);
        jobs.job("lost", six, 1, 1, 1);
        String gone = jobs.job("gone", six, 1, 0);
        TABLE.dynamoDb()
                .deleteItem(request -> request.tableName("attempts")
                        .key(Map.of("jobId", AttributeValue.fromS(gone), "attempt", AttributeValue.fromN("1"))));
        RecordedJobs patient =
                jobs.under(TestPolicies.patientWith("otherwise: retry", "backoff: {interval: 1h, jitter: none}"));
        patient.cancel(patient.job("cancelled", six, 1), six.plusSeconds(600));
        jobs.under(TestPolicies.patientWith("otherwise: retry", "mode: observe"))
                .job("shadow", six, 1);
    }

    private static Run run(String command, String family, String since, String until, String... more) {
        return TABLE.run(Stream.concat(
                        Stream.of(command, "--family", family, "--since", DAY + since, "--until", DAY + until),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static JsonNode all(String family, String since, String until) {
        Run run = run("stats", family, since, until, "--by", "cause", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Json.read(run.out()).path("all");
    }

    @Test
    void measuresARecoveryThatBeganBeforeThePeriodFromItsStart() {
        JsonNode slow = all("slow", "06:20:00Z", "06:30:00Z");

        assertThat(slow.path("recovered").asInt()).isEqualTo(1);
        assertThat(slow.path("meanRecoverySeconds").asInt()).isEqualTo(22 * 60);
        assertThat(slow.path("p95RecoverySeconds").asInt()).isEqualTo(22 * 60);
        assertThat(slow.path("untimedRecoveries").asInt(-1)).isZero();
    }

    @Test
    void groupsAJobThatBeganEarlierByTheCauseOfItsFirstAttempt() {
        Run run = run("stats", "slow", "06:20:00Z", "06:30:00Z", "--by", "cause");

        assertThat(run.lines().get(1)).startsWith("app-exit");
        assertThat(run.out()).doesNotContain("began earlier");
    }

    @Test
    void includesTheCostOfReadingJobsWhole() {
        Run within = run("stats", "slow", "05:00:00Z", "06:30:00Z", "--cost");
        Run part = run("stats", "slow", "06:20:00Z", "06:30:00Z", "--cost");

        assertThat(within.err()).isEqualTo("0.5 read request units\n");
        assertThat(part.err()).matches("(1\\.[05]|2\\.0) read request units\n");
    }

    @Test
    void saysThatARecoveryWithoutItsFirstAttemptHasNoTime() {
        Run run = run("stats", "gone", "06:00:00Z", "06:30:00Z");

        assertThat(all("gone", "06:00:00Z", "06:30:00Z")
                        .path("untimedRecoveries")
                        .asInt())
                .isEqualTo(1);
        assertThat(run.out())
                .contains("MEAN and P95 leave out 1 recovered job, because its first attempt is not in the table.");
    }

    @Test
    void countsWastedTasksOutsideThePeriod() {
        assertThat(all("lost", "05:00:00Z", "06:30:00Z").path("wastedAttempts").asInt())
                .isEqualTo(2);
        assertThat(all("lost", "06:20:00Z", "06:30:00Z").path("wastedAttempts").asInt())
                .isEqualTo(2);
        assertThat(all("lost", "05:00:00Z", "06:05:00Z").path("wastedAttempts").asInt())
                .isEqualTo(2);
    }

    @Test
    void doesNotCountACancelledRerunAsWasted() {
        JsonNode cancelled = all("cancelled", "05:00:00Z", "06:30:00Z");

        assertThat(cancelled.path("lost").asInt(-1)).isZero();
        assertThat(cancelled.path("cancelled").asInt()).isEqualTo(1);
        assertThat(cancelled.path("attempts").asInt()).isEqualTo(2);
        assertThat(cancelled.path("wastedAttempts").asInt()).isZero();
    }

    /** Each task of the fixture ran for nine minutes; ECS told no size. */
    @Test
    void saysWhatRerunsAndLostJobsUsed() {
        assertThat(run("stats", "lost", "05:00:00Z", "06:30:00Z", "--price", "0.04,0.004")
                        .out())
                .contains("Re-runs used 0.30 task-hours; the size of 2 of 2 tasks is unknown.")
                .contains("Lost jobs used 0.45 task-hours; ");
        assertThat(run("stats", "lost", "05:00:00Z", "06:30:00Z", "--price", "0.04")
                        .err())
                .contains("expected two prices such as 0.04048,0.004445; found '0.04'");
    }

    @Test
    void countsOneObservedJobInTheSingular() {
        assertThat(run("stats", "shadow", "05:00:00Z", "06:30:00Z").out())
                .contains("1 job would have been retried, but its policy only observes.");
    }

    @Test
    void saysWhyAReportIsEmpty(@TempDir Path directory) {
        Path page = directory.resolve("report.html");

        assertThat(run("report", "slow", "01:00:00Z", "02:00:00Z", "-o", page.toString())
                        .out())
                .isEqualTo(page + ": No jobs since 2026-11-19 01:00:00Z.\n");
        assertThat(run("report", "slow", "05:00:00Z", "06:30:00Z", "-o", page.toString())
                        .out())
                .isEqualTo(page + ": 1 job, 1 of them with a timeline\n");
    }

    @Test
    void showsWholeJobsInAReport(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("report.html");

        assertThat(run("report", "slow", "06:20:00Z", "06:30:00Z", "-o", page.toString())
                        .exitCode())
                .isZero();
        assertThat(Files.readString(page))
                .contains("attempt 1: ", "attempt 3: ")
                .doesNotContain("not in the table\"");
    }

    @Test
    void drawsABarForEachDay() {
        LocalDate first = LocalDate.of(2026, 3, 14);
        Map<LocalDate, Integer> days = Map.of(first, 1, first.plusDays(2), 8, first.plusDays(3), 4);

        assertThat(StatsCommand.bars(new TreeMap<>(days), first, first.plusDays(4)))
                .isEqualTo("▁ █▄ ");
    }
}
