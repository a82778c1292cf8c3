package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.commands.EcsRetry;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.cli.text.StrictOutput;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code stats}, {@code report} and {@code export}. */
class FiguresAndExportTest extends AuditCommandFixture {

    @Test
    void saysHowManyJobsAreOnlyObserved() {
        assertThat(json("jobs", "--family", "shadow", "--since", day)
                        .at("/jobs/0/state")
                        .asText())
                .isEqualTo("OBSERVED");
        assertThat(run("show", observed).out()).contains("OBSERVED", "which only observes");
    }

    @Test
    void saysThatStatisticsOfAllFamiliesScan() {
        Run run = run("stats", "--since", day, "--until", nextDay, "--json");

        assertThat(run.err()).contains("scans the index by-family");
        JsonNode all = Json.read(run.out()).path("all");
        assertThat(all.path("jobs").asInt()).isEqualTo(4);
        assertThat(all.path("firstTime").asInt()).isEqualTo(1);
        assertThat(all.path("recovered").asInt()).isEqualTo(1);
        assertThat(all.path("exhausted").asInt()).isEqualTo(1);
        assertThat(all.path("observed").asInt()).isEqualTo(1);
        assertThat(all.path("wastedAttempts").asInt()).isEqualTo(2);
        assertThat(all.path("meanRecoverySeconds").asInt()).isEqualTo(22 * 60);
        assertThat(all.path("firstTimeRate").asDouble()).isEqualTo(1.0 / 3);
        assertThat(Json.read(run.out()).path("groups"))
                .extracting(group -> group.path("key").asText())
                .containsExactly("crawler", "etl", "shadow");
    }

    @Test
    void queriesTheStatisticsOfAFamily() {
        Run run = run("stats", "--family", "etl", "--since", day, "--by", "day");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("DAY", day, "50.0 %", "22m", "█");
    }

    @Test
    void countsAJobThatEndedAfterThePeriodWithItsOutcome(@TempDir Path directory) throws Exception {
        String[] asked = {"--since", day, "--until", day + "T14:05:00Z", "--family", "crawler"};
        Path page = directory.resolve("report.html");

        JsonNode all = json(Stream.concat(Stream.of("stats"), Stream.of(asked)).toArray(String[]::new))
                .path("all");
        run(Stream.concat(Stream.of("report", "-o", page.toString()), Stream.of(asked))
                .toArray(String[]::new));

        assertThat(all.path("open").asInt()).isZero();
        assertThat(all.path("exhausted").asInt()).isEqualTo(1);
        assertThat(all.path("wastedAttempts").asInt()).isEqualTo(2);
        assertThat(Files.readString(page)).contains(exhausted, "EXHAUSTED").doesNotContain(">RUNNING<");
    }

    @Test
    void reportsTheJobsOfACauseAndOfACluster() {
        String cause = json("jobs", "--family", "crawler", "--since", day)
                .at("/jobs/0/cause")
                .asText();
        String[] report = {"report", "-o", "-", "--since", day};

        assertThat(run(with(report, "--cause", cause)).out()).contains(exhausted, recovered, "Cause " + cause + ".");
        assertThat(run(with(report, "--cluster", "elsewhere")).out())
                .contains("Cluster elsewhere.")
                .doesNotContain(exhausted, recovered);
    }

    @Test
    void exportsAttemptsWithAllAttributes() {
        Run jsonl = run("export", "--family", "etl", "--since", day);
        Run csv = run("export", "--since", day, "--until", nextDay, "--format", "csv");

        assertThat(jsonl.lines())
                .hasSize(4)
                .allSatisfy(line ->
                        assertThat(Json.read(line).path("family").asText()).isEqualTo("etl"));
        assertThat(csv.err()).contains("scans the table");
        assertThat(csv.lines()).hasSize(9);
        assertThat(csv.out().split("\r\n", -1)).hasSize(10).noneMatch(line -> line.contains("\n"));
        assertThat(csv.lines().getFirst()).startsWith("jobId,attempt,family");
    }

    @Test
    void comparesPoliciesFromTheTableAsFromItsExport(@TempDir Path directory) throws Exception {
        String decided = TestPolicies.patientWith("otherwise: retry");
        String old = file(directory, "old.yaml", decided);
        String changed = file(directory, "changed.yaml", decided.replace("attempts: 3", "attempts: 2"));
        String export = file(
                directory,
                "etl.jsonl",
                run("export", "--family", "etl", "--since", day).out());
        String[] compare = {"policy", "compare", old, changed, "--json"};

        JsonNode ofFamily =
                Json.read(run(with(compare, "--family", "etl", "--since", day)).out());

        assertThat(ofFamily.at("/changes/0/jobId").asText()).isEqualTo(recovered);
        assertThat(ofFamily)
                .isEqualTo(Json.read(run(with(compare, "--from", export)).out()));
        Run ofAll = run(with(compare, "--since", day, "--until", nextDay));
        assertThat(ofAll.err()).contains("scans the table");
        assertThat(ofAll.out()).contains(recovered, exhausted);
    }

    private static String file(Path directory, String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private static String[] with(String[] some, String... more) {
        return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void refusesJsonTogetherWithCsv() {
        Run json = run("export", "--family", "etl", "--since", day, "--json");
        Run both = run("export", "--family", "etl", "--json", "--format", "csv");

        assertThat(json).isEqualTo(run("export", "--family", "etl", "--since", day, "--format", "jsonl"));
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.out()).isEmpty();
        assertThat(both.err()).contains("give either --json, which is --format jsonl, or --format csv");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void stopsReadingIfTheReaderOfAnExportHasGone() {
        AtomicInteger pages = new AtomicInteger();
        AwsService endless = new AwsService("DynamoDB", Map.of("Scan", request -> {
            ObjectNode page = Json.object();
            ObjectNode item = page.putArray("Items").addObject();
            item.putObject("jobId").put("S", "job" + pages.incrementAndGet());
            page.putObject("LastEvaluatedKey").set("jobId", item.path("jobId"));
            return page.put("ScannedCount", 1);
        }));
        try (HttpFront front =
                new HttpFront(0, List.of(new AwsJson(new Switchboard(), endless, "DynamoDB_20120810.", "1.0")))) {
            OutputStream closed = new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    throw new IOException("Broken pipe");
                }
            };
            Terminal terminal = new Terminal(
                    InputStream.nullInputStream(),
                    StrictOutput.writer(closed),
                    new PrintWriter(new StringWriter()),
                    false,
                    0);

            int exitCode = EcsRetry.run(
                    terminal,
                    "export",
                    "--table",
                    TABLE,
                    "--region",
                    "eu-west-1",
                    "--endpoint-url",
                    front.endpoint().toString());

            assertThat(exitCode).isEqualTo(141);
            // As many as fit into the buffer of about 16 KB in front of the stream.
            assertThat(pages).hasValueLessThan(2_000);
        }
    }

    @Test
    void writesAReportAsOnePageThatLoadsNothing() throws Exception {
        // .ci/check-report opens it in a browser.
        Path page = Files.createDirectories(Path.of("target", "report")).resolve("recorded.html");

        Run run = run("report", "--since", day, "-o", page.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readString(page))
                .contains(exhausted, recovered, waiting, "prefers-color-scheme", "50.0 %", "<h1>table attempts ")
                .doesNotContain("http:", "src=", "<link", "@import", "url(");
    }

    @Test
    void refusesAnUnwritableFileBeforeItReadsTheTable(@TempDir Path directory) {
        Run folder = run("report", "--since", day, "-o", directory.toString());

        assertThat(folder.exitCode()).isEqualTo(2);
        assertThat(folder.err())
                .isEqualTo("ecs-retry: '" + directory + "' cannot be written: it is a folder or read-only\n");
        assertThat(run("report", "-o", "nowhere/report.html").err())
                .isEqualTo("ecs-retry: 'nowhere/report.html' cannot be written: its folder does not exist\n");
    }

    @Test
    void keepsTheOldReportUntilTheNewOneIsComplete(@TempDir Path directory) throws Exception {
        Path page = Files.writeString(directory.resolve("report.html"), "last week's");

        assertThat(onTable("nowhere", "report", "-o", page.toString()).exitCode())
                .isEqualTo(2);
        assertThat(page).hasContent("last week's");

        assertThat(run("report", "--since", day, "-o", page.toString()).exitCode())
                .isZero();
        assertThat(page).content().contains(exhausted);
        assertThat(directory).isDirectoryNotContaining(file -> !file.equals(page));
    }
}
