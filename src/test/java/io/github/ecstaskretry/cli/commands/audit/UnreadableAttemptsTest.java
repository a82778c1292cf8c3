package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Commands leave out and name attempts that a newer version of the function or a person has written, and show the others. */
@ExtendWith(LocalCredentials.class)
class UnreadableAttemptsTest {

    private static final String DAY = "2026-11-19";
    private static final Instant MORNING = Instant.parse(DAY + "T06:00:00Z");

    @RegisterExtension
    private static final RecordedTable TABLE = new RecordedTable();

    private static String fine;
    private static String deferred;
    private static String halfKnown;
    private static String withoutRequest;

    @BeforeAll
    static void record() {
        RecordedJobs jobs = TABLE.jobs();
        fine = jobs.job("etl", MORNING, 1, 0);
        deferred = jobs.job("etl", MORNING.plusSeconds(3600), 1, 0);
        change(deferred, 2, "outcome", AttributeValue.fromS("DEFERRED"));
        halfKnown = jobs.job("crawler", MORNING, 1, 1, 0);
        change(halfKnown, 2, "causeKind", AttributeValue.fromS("cosmic"));
        change(halfKnown, 2, "seen", AttributeValue.fromSs(List.of("a", "b")));
        withoutRequest = jobs.job("orders", MORNING, 1, 0);
        TABLE.dynamoDb()
                .updateItem(request -> request.tableName("attempts")
                        .key(key(withoutRequest, 1))
                        .updateExpression("REMOVE launchRequest"));
    }

    private static void change(String jobId, int attempt, String attribute, AttributeValue value) {
        TABLE.dynamoDb()
                .updateItem(request -> request.tableName("attempts")
                        .key(key(jobId, attempt))
                        .updateExpression("SET #name = :value")
                        .expressionAttributeNames(Map.of("#name", attribute))
                        .expressionAttributeValues(Map.of(":value", value)));
    }

    private static Map<String, AttributeValue> key(String jobId, int attempt) {
        return Map.of("jobId", AttributeValue.fromS(jobId), "attempt", AttributeValue.fromN(Integer.toString(attempt)));
    }

    private static Run ofDay(String... arguments) {
        return TABLE.run(Stream.of(arguments, new String[] {"--since", DAY, "--until", "2026-11-20"})
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    private static String unreadable(String jobId, String problem) {
        return "attempt 2 of job " + jobId + " cannot be read (" + problem
                + "): written by another version of the function, or changed by hand";
    }

    private static String isDeferred() {
        return unreadable(deferred, "'outcome' is 'DEFERRED'");
    }

    @Test
    void omitsUnreadableAttemptsFromListsAndNamesThemOnStandardError() {
        Run all = ofDay("jobs", "--json");
        Run family = ofDay("jobs", "--family", "etl");

        assertThat(all.exitCode()).isZero();
        assertThat(Json.read(all.out()).path("jobs"))
                .extracting(job -> job.path("jobId").asText())
                .contains(fine, halfKnown, withoutRequest)
                .doesNotContain(deferred);
        assertThat(family.exitCode()).isZero();
        assertThat(family.out()).contains(fine);
        assertThat(family.err()).contains("ecs-retry: left out: " + isDeferred() + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats", "report"})
    void countsTheReadableJobs(String command, @TempDir Path directory) throws Exception {
        Path page = directory.resolve("report.html");

        Run run = command.equals("stats") ? ofDay("stats", "--json") : ofDay("report", "--json", "-o", page.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains(isDeferred(), unreadable(halfKnown, "'causeKind' is 'cosmic'"));
        assertThat(Json.read(run.out()).at("/all/recovered").asInt()).isEqualTo(3);
        assertThat(command.equals("stats") || Files.readString(page).contains(fine))
                .isTrue();
    }

    @Test
    void refusesToShowAJobWhoseNewestAttemptIsUnreadable() {
        Run run = TABLE.run("show", deferred);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "ecs-retry: " + isDeferred() + "; 'ecs-retry export --family FAMILY' writes it as it stands\n");
    }

    @Test
    void showsAJobWithoutAnUnreadableAttemptInTheMiddle() {
        Run run = TABLE.run("show", halfKnown, "--json");
        JsonNode story = Json.read(run.out());

        assertThat(run.exitCode()).isZero();
        assertThat(story.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(story.path("attempts"))
                .extracting(attempt -> attempt.path("attempt").asInt())
                .containsExactly(1, 3);
        assertThat(run.err())
                .isEqualTo("ecs-retry: left out: " + unreadable(halfKnown, "'causeKind' is 'cosmic'") + "\n");
    }

    @Test
    void showsAJobWithoutItsLaunchRequest() {
        Run run = TABLE.run("show", withoutRequest);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("SUCCEEDED after 2 attempts");
    }

    @Test
    void exportsUnreadableItemsAsStored() {
        Run etl = ofDay("export", "--family", "etl");
        Run crawler = ofDay("export", "--family", "crawler", "--format", "csv");

        assertThat(etl.err()).isEmpty();
        assertThat(etl.lines())
                .extracting(line -> Json.read(line).path("outcome").asText())
                .contains("DEFERRED");
        assertThat(crawler.exitCode()).isZero();
        assertThat(crawler.out()).contains("cosmic");
    }
}
