package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.cli.commands.EcsRetry;
import io.github.ecstaskretry.cli.commands.Launched;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.cli.text.StrictOutput;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.AwsQuery;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands that read the table, on DynamoDB Local, with jobs that the function's code has recorded. */
@ExtendWith(LocalCredentials.class)
class AuditCommandsTest {

    private static final String TABLE = "attempts";

    /** A recent time, because a question without a family queries every day until now. */
    private static String day;

    private static String nextDay;

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE, "empty");

    private static String fine;
    private static String recovered;
    private static String exhausted;
    private static String flying;
    private static String waiting;
    private static String observed;

    @BeforeAll
    static void record() {
        RecordedJobs jobs = jobs();
        Instant now = Instant.now();
        LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(3);
        day = date.toString();
        nextDay = date.plusDays(1).toString();
        Instant noon = Instant.parse(day + "T12:00:00Z");
        fine = jobs.job("etl", noon, 0);
        recovered = jobs.job("etl", noon.plusSeconds(3600), 1, 1, 0);
        exhausted = jobs.job("crawler", noon.plusSeconds(7200), 1, 1, 1);
        observed = jobs.under(TestPolicies.patientWith("otherwise: retry", "mode: observe"))
                .job("shadow", noon.plusSeconds(10_800), 1);
        flying = jobs.job("flight", now.minusSeconds(8 * 3600), 1);
        waiting = jobs.under(TestPolicies.patientWith("otherwise: retry", "backoff: {interval: 1h, jitter: none}"))
                .job("queue", now.minusSeconds(60), 1);
    }

    private static RecordedJobs jobs() {
        return new RecordedJobs(DYNAMODB.client(), TABLE);
    }

    private static Run run(String... arguments) {
        return onTable(TABLE, arguments);
    }

    private static Run onTable(String table, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--table",
                table,
                "--region",
                "eu-west-1",
                "--endpoint-url",
                DYNAMODB.endpoint().toString()));
        return Run.of(all.toArray(String[]::new));
    }

    private static JsonNode json(String... arguments) {
        Run run = run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Json.read(run.out());
    }

    private static List<String> ids(JsonNode jobs) {
        return jobs.valueStream().map(job -> job.path("jobId").asText()).toList();
    }

    @Test
    void listsJobsOfAFamilyNewestFirstWithFirstTimeSuccesses() {
        assertThat(ids(json("jobs", "--family", "etl", "--since", day).path("jobs")))
                .containsExactly(recovered, fine);
    }

    @Test
    void listsOnlyOpenAndNotableJobsWithoutAFamily() {
        assertThat(ids(json("jobs", "--since", day).path("jobs")))
                .containsExactly(waiting, flying, exhausted, recovered);
    }

    @Test
    void listsAJobWithItsStateAttemptsAndDuration() {
        JsonNode job = json("jobs", "--family", "crawler", "--since", day).at("/jobs/0");

        assertThat(job.path("state").asText()).isEqualTo("EXHAUSTED");
        assertThat(job.path("attempts").asInt()).isEqualTo(3);
        assertThat(job.path("causeKind").asText()).isEqualTo("ambiguous");
        // Created ten minutes before the first stop; two more attempts of eleven minutes.
        assertThat(job.path("durationSeconds").asInt()).isEqualTo(32 * 60);
        assertThat(job.path("createdAt").asText()).isEqualTo(day + "T13:50:00.000Z");
    }

    @Test
    void filtersJobsByStateClusterCauseAndTime() {
        assertThat(ids(json("jobs", "--since", day, "--outcome", "succeeded").path("jobs")))
                .containsExactly(recovered);
        assertThat(ids(json("jobs", "--since", day, "--state", "WAITING,RUNNING")
                        .path("jobs")))
                .containsExactly(waiting, flying);
        assertThat(ids(json("jobs", "--since", day, "--until", nextDay, "--cluster", "other")
                        .path("jobs")))
                .isEmpty();
        assertThat(ids(json("jobs", "--since", day, "--until", nextDay, "--cause", "succeeded")
                        .path("jobs")))
                .containsExactly(recovered);
        assertThat(ids(json("jobs", "--since", day, "--until", day + "T13:30:00Z")
                        .path("jobs")))
                .containsExactly(recovered);
        assertThat(ids(json("jobs", "--since", "24h").path("jobs"))).containsExactly(waiting, flying);
    }

    @Test
    void listsAJobThatWentOnAfterThePeriodWithItsCurrentState() {
        JsonNode job = json("jobs", "--family", "crawler", "--since", day, "--until", day + "T14:05:00Z")
                .at("/jobs/0");

        assertThat(job.path("jobId").asText()).isEqualTo(exhausted);
        assertThat(job.path("state").asText()).isEqualTo("EXHAUSTED");
    }

    @Test
    void stopsReadingAtTheLimitAndSaysThatThereAreMore() {
        JsonNode answer = json("jobs", "--since", day, "--limit", "2");

        assertThat(ids(answer.path("jobs"))).containsExactly(waiting, flying);
        assertThat(answer.path("more").asBoolean()).isTrue();
        assertThat(run("jobs", "--since", day, "--limit", "2").out())
                .contains("There are more: --until " + answer.path("next").asText());
        assertThat(ids(json(
                                "jobs",
                                "--since",
                                day,
                                "--until",
                                answer.path("next").asText())
                        .path("jobs")))
                .containsExactly(exhausted, recovered);
    }

    @Test
    void reportsTheProgressOfAListingOfManyDays() {
        String[] ofTwoMonths = {"jobs", "--since", "2026-01-15", "--until", "2026-03-16", "--cause", "gpu"};

        assertThat(run(ofTwoMonths).err().lines())
                .containsExactly(
                        "ecs-retry: up to 360 queries, from the newest day back, until --limit is reached; --family"
                                + " needs few",
                        "ecs-retry: back to 2026-02-14",
                        "ecs-retry: back to 2026-01-15");
        assertThat(run("jobs", "--since", "2026-01-15", "--until", "2026-03-16", "--outcome", "FAILED")
                        .err())
                .isEmpty();
        assertThat(run("jobs", "--since", "2026-01-15", "--until", "2026-03-16", "--family", "etl")
                        .err())
                .isEmpty();
    }

    @Test
    void printsJobsAsATable() {
        Run run = run("jobs", "--since", day, "--until", nextDay);

        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().getFirst()).matches("JOB +FAMILY +CLUSTER +STATE +ATTEMPTS +CAUSE +TOOK +LAST STOP");
        assertThat(run.lines().get(1))
                .startsWith(exhausted)
                .contains("crawler", "prod", "EXHAUSTED", "32m")
                .endsWith(day + " 14:22:00Z");
    }

    @Test
    void saysHowManyJobsAreOnlyObserved() {
        assertThat(json("jobs", "--family", "shadow", "--since", day)
                        .at("/jobs/0/state")
                        .asText())
                .isEqualTo("OBSERVED");
        assertThat(run("show", observed).out()).contains("OBSERVED", "which only observes");
    }

    @Test
    void saysThatObservedJobsNeedAFamily() {
        assertThat(run("jobs", "--outcome", "OBSERVED", "--since", day).out())
                .contains("No such jobs since", "only observes, are listed only with --family");
        assertThat(run("jobs", "--outcome", "OBSERVED", "--since", day, "--family", "shadow")
                        .out())
                .contains(observed);
        assertThat(run("stats", "--by", "outcome", "--since", day).out()).contains("OBSERVED");
    }

    @Test
    void showsAJobByAnyOfItsNames() {
        String byId = run("show", recovered).out();

        assertThat(byId).contains("SUCCEEDED after 3 attempts");
        assertThat(run("show", RecordedJobs.taskId(recovered, 3)).out()).isEqualTo(byId);
        assertThat(run("show", "arn:aws:ecs:eu-west-1:111122223333:task/prod/" + RecordedJobs.taskId(recovered, 2))
                        .out())
                .isEqualTo(byId);
        assertThat(run("show", "arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:" + recovered + "-3")
                        .out())
                .isEqualTo(byId);
        assertThat(run("show", recovered + "-3").out()).isEqualTo(byId);
        assertThat(run("show", "ecs-retry/" + recovered + "/2").out()).isEqualTo(byId);
        assertThat(byId.lines().map(String::strip).filter(line -> line.matches(".*https://.*(tasks|executions)/.*")))
                .hasSizeGreaterThan(2)
                .allSatisfy(line -> assertThat(run("show", line.substring(line.indexOf("https://")))
                                .out())
                        .isEqualTo(byId));
    }

    @Test
    void showsWhatHappenedToAJobWhyAndWhatFollowed() {
        Run run = run("show", recovered);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Attempt 1", "Attempt 2", "Attempt 3")
                .contains("container app: exit code 1")
                .contains("RETRY by (otherwise) of policy patient, file version 0123456789ab")
                .contains("was to wait 10s, until " + day + " 13:00:10Z")
                .contains("was to wait 20s, until " + day + " 13:11:20Z")
                .contains("SUCCEEDED by (success) of policy patient")
                .contains("https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/prod/tasks/" + recovered + "/logs")
                .contains("#/v2/executions/details/arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:"
                        + recovered + "-2");
    }

    @Test
    void writesEveryAttemptOfAJobAsJson() {
        JsonNode story = json("show", recovered);

        assertThat(story.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(story.path("durationSeconds").asInt()).isEqualTo(32 * 60);
        assertThat(story.path("attempts"))
                .extracting(attempt -> attempt.path("decision").asText())
                .containsExactly("RETRY", "RETRY", "TERMINAL");
        assertThat(story.at("/attempts/0/delaySeconds").asInt()).isEqualTo(10);
        assertThat(story.at("/attempts/0/containers/0/exitCode").asInt()).isEqualTo(1);
        assertThat(story.at("/attempts/0/policyVersion").asText()).isEqualTo("0123456789ab");
        assertThat(story.at("/attempts/2/outcome").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void endsTheStoryOfAnOpenJobWithWhatHappensNow() {
        Run soon = run("show", waiting);
        Run late = run("show", flying);

        assertThat(soon.lines().getLast()).matches("Now +attempt 2 is due in [0-9ms]+, .*Z");
        assertThat(soon.out()).contains("waits 1h, until ");
        assertThat(late.lines().getLast())
                .matches("Now +attempt 2 was due [78]h[0-9ms]* ago, .*Z, and its end is not recorded: OVERDUE,"
                        + " look at the execution");
        assertThat(late.out()).contains("was to wait 10s, until ");
        assertThat(run("show", recovered).out()).doesNotContain("Now ");
        assertThat(run("show", observed).out()).contains("would wait 10s").doesNotContain("Now ");
    }

    @Test
    void writesWhenTheNextAttemptOfAnOpenJobIsDueAsJson() {
        JsonNode soon = json("show", waiting);
        JsonNode late = json("show", flying);

        assertThat(soon.path("dueAt")).isEqualTo(soon.at("/attempts/0/notBefore"));
        assertThat(soon.path("overdue").asBoolean(true)).isFalse();
        assertThat(late.path("overdue").asBoolean()).isTrue();
        assertThat(json("show", recovered).has("dueAt")).isFalse();
        assertThat(json("show", observed).has("dueAt")).isFalse();
    }

    @Test
    void replacesControlCharactersInAReason() {
        jobs().handle(TaskEvent.stopped("UserInitiated", "\u001B[2Jgone\u0007\nAttempt 2")
                .task("hostile"));

        assertThat(run("show", "hostile").out())
                .contains("UserInitiated: ␛[2Jgone␇ Attempt 2")
                .doesNotContain("\u001B", "\u0007");
        assertThat(json("show", "hostile").at("/attempts/0/reason").asText())
                .isEqualTo("\u001B[2Jgone\u0007\nAttempt 2");
    }

    @Test
    void exitsWith1ForAnUnknownJob() {
        Run run = run("show", "nobody");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("the table has no job 'nobody'");
        assertThat(run("show", "arn:aws:sns:eu-west-1:111122223333:topic").exitCode())
                .isEqualTo(2);
    }

    @Test
    void findsTheJobOfARunningRerunByItsStartedBy() {
        String running = RecordedJobs.taskId(flying, 2);

        assertThat(run("show", running).err()).contains("has not stopped", "startedBy", "ecs-retry/JOB/ATTEMPT");
        assertThat(run("show", flying).out()).contains("RUNNING after 1 attempt");
    }

    @Test
    void listsPendingJobsByDueTimeAndExitsWith1IfOneIsOverdue() {
        Run run = run("pending", "--json");

        JsonNode pending = Json.read(run.out()).path("pending");
        assertThat(ids(pending)).containsExactly(flying, waiting);
        assertThat(pending).extracting(job -> job.path("state").asText()).containsExactly("RUNNING", "WAITING");
        assertThat(pending).extracting(job -> job.path("overdue").asBoolean()).containsExactly(true, false);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run("pending", "--overdue-after", "12h").exitCode()).isZero();
        assertThat(run("pending").out()).contains("OVERDUE", "WAITING", "in ", " ago");
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
        Path page = Path.of("target", "audit-report.html");

        Run run = run("report", "--since", day, "-o", page.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readString(page))
                .contains(exhausted, recovered, waiting, "<svg", "prefers-color-scheme", "33.3 %")
                .doesNotContain("@jobs@", "@tiles@", "http:", "https:", "src=", "<link");
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

    @Test
    void printsTheCostIfAsked() {
        assertThat(run("show", recovered, "--cost").err()).matches("[0-9.]+ read request units\\R");
        assertThat(run("show", recovered).err()).isEmpty();
    }

    @Test
    void distinguishesAMissingTableAnEmptyTableAndNoTableName() {
        Run missing = onTable("nowhere", "jobs");
        Run empty = onTable("empty", "jobs");
        Run unnamed = Run.of("jobs", "--region", "eu-west-1");

        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("cannot read the table 'nowhere'", "TableName");
        assertThat(empty.exitCode()).isZero();
        assertThat(empty.out()).contains("The table is empty");
        assertThat(unnamed.exitCode()).isEqualTo(2);
        assertThat(unnamed.err()).contains("which table?", "RETRY_TABLE");
    }

    @Test
    void namesTheMissingActionIfAccessIsDenied() {
        String resource = "arn:aws:dynamodb:eu-west-1:111122223333:table/attempts/index/pending";
        AwsService denying = new AwsService("DynamoDB", Map.of("Query", request -> {
            throw AwsError.client(
                    "AccessDeniedException",
                    "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: dynamodb:Query on resource: "
                            + resource + " because no identity-based policy allows the dynamodb:Query action");
        }));
        try (HttpFront front =
                new HttpFront(0, List.of(new AwsJson(new Switchboard(), denying, "DynamoDB_20120810.", "1.0")))) {
            Run run = Run.of(
                    "pending",
                    "--table",
                    TABLE,
                    "--region",
                    "eu-west-1",
                    "--endpoint-url",
                    front.endpoint().toString());

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("get the IAM action dynamodb:Query allowed", resource)
                    .contains("AuditPolicyArn");
        }
    }

    @Test
    void assumesTheRoleOfAProfile(@TempDir Path directory) throws Exception {
        List<String> roles = new CopyOnWriteArrayList<>();
        AwsService sts = new AwsService("STS", Map.of("AssumeRole", request -> {
            roles.add(request.path("RoleArn").asText());
            ObjectNode answer = Json.object();
            // DynamoDB Local gives each access key its own tables: only the environment's key has this one.
            answer.putObject("Credentials")
                    .put("AccessKeyId", "local")
                    .put("SecretAccessKey", "local")
                    .put("SessionToken", "token")
                    .put("Expiration", Timestamps.format(Instant.now().plusSeconds(3600)));
            return answer;
        }));
        Path config = Launched.profileThatAssumesARole(directory);
        try (HttpFront front = new HttpFront(
                0, List.of(new AwsQuery(new Switchboard(), sts, "https://sts.amazonaws.com/doc/2011-06-15/")))) {
            Run run = Launched.run(
                    directory,
                    Map.of(
                            "AWS_CONFIG_FILE", config.toString(),
                            "AWS_ENDPOINT_URL_STS", front.endpoint().toString(),
                            "AWS_ENDPOINT_URL_DYNAMODB", DYNAMODB.endpoint().toString(),
                            "RETRY_TABLE", TABLE),
                    "",
                    "show",
                    recovered,
                    "--profile",
                    "auditor");

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("SUCCEEDED after 3 attempts");
            assertThat(roles).containsExactly("arn:aws:iam::111122223333:role/auditor");
        }
    }

    /** The variables that {@code ./ecs-retry local --stay} asks the user to export. */
    @Test
    void connectsByTheVariablesOfTheAwsCli(@TempDir Path directory) throws Exception {
        Run run = Launched.run(
                directory,
                Map.of(
                        "AWS_ENDPOINT_URL", DYNAMODB.endpoint().toString(),
                        "AWS_DEFAULT_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "RETRY_TABLE", TABLE),
                "",
                "show",
                recovered);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("SUCCEEDED after 3 attempts");
    }

    @Test
    void prefersANamedProfileToTheEnvironmentAndRequiresIt() {
        Run run = run("jobs", "--profile", "nobody");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("name a profile that 'aws configure list-profiles' lists");
    }

    @Test
    void refusesImpossibleOptionsInOneLine() {
        assertThat(run("jobs", "--limit", "0").err()).contains("expected a number from 1 to 999999999; found '0'");
        assertThat(run("jobs", "--since", day, "--until", day).err())
                .contains("the time range starts at " + day + "T00:00:00Z and must end after that");
    }

    @Test
    void refusesAnUnreadableTimeWithExamples() {
        Run run = run("jobs", "--since", "yesterday");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("24h", "'yesterday'");
    }
}
