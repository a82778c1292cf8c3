package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.cli.aws.table.TablePageQueries;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The queries of docs/table.md give the same answers as the command line, on jobs that have the names of its examples. */
@ExtendWith(LocalCredentials.class)
class TablePageQueriesTest {

    private static final String TABLE = "attempts";
    private static final String JOB = "0123456789abcdef0123456789abcdef";
    private static final String RERUN = "fedcba9876543210fedcba9876543210";
    private static final String SINCE = "2026-11-01";
    private static final String UNTIL = "2026-11-21";

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE);

    @BeforeAll
    static void record() {
        RecordedJobs jobs = new RecordedJobs(DYNAMODB.client(), TABLE);
        jobs.job("etl-orders", Instant.parse("2026-11-19T06:00:00Z"), 0);
        jobs.job("etl-orders", Instant.parse("2026-11-18T06:00:00Z"), 1, 0);
        jobs.job("etl-orders", Instant.parse("2026-10-31T06:00:00Z"), 0);
        jobs.job("crawler", Instant.parse("2026-11-20T07:00:00Z"), 1, 1, 1);
        for (int job = 0; job < 6; job++) {
            jobs.job("flight" + job, Instant.parse("2026-11-20T08:00:00Z"), 1);
        }
        RecordedJobs twice = jobs.under(TestPolicies.patientWith("otherwise: retry", "attempts: 2"));
        twice.handle(orders("2026-11-20T06:00:00.000Z").task(JOB));
        twice.handle(orders("2026-11-20T06:11:00.000Z").asAttempt(JOB, 2, RERUN));
    }

    private static TaskEvent orders(String stoppedAt) {
        return TaskEvent.exited(1)
                .stoppedAt(stoppedAt)
                .with(detail -> detail.put("createdAt", stoppedAt)
                        .put("taskDefinitionArn", "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl-orders:7"));
    }

    private static JsonNode tool(String... arguments) {
        String[] table = {
            "--json",
            "--table",
            TABLE,
            "--region",
            "eu-west-1",
            "--endpoint-url",
            DYNAMODB.endpoint().toString()
        };
        Run run = Run.of(Stream.of(arguments, table).flatMap(Stream::of).toArray(String[]::new));
        return Json.read(run.out());
    }

    private static List<String> jobs(JsonNode listed) {
        return listed.valueStream().map(job -> job.path("jobId").asText()).toList();
    }

    /** The attempts that each query finds, as {@code job/attempt}. */
    private static List<List<String>> commands() {
        return TablePageQueries.commands(TABLE).stream()
                .map(query -> attempts(DYNAMODB.client().query(query).items()))
                .toList();
    }

    private static List<List<String>> statements() {
        return TablePageQueries.statements(TABLE).stream()
                .map(statement -> attempts(DYNAMODB.client()
                        .executeStatement(request -> request.statement(statement))
                        .items()))
                .toList();
    }

    private static List<String> attempts(List<Map<String, AttributeValue>> items) {
        return items.stream()
                .map(item -> item.get("jobId").s() + "/" + item.get("attempt").n())
                .toList();
    }

    private static List<String> jobsOf(List<String> attempts) {
        return attempts.stream()
                .map(attempt -> attempt.substring(0, attempt.indexOf('/')))
                .distinct()
                .toList();
    }

    private static void answersAsTheTool(List<List<String>> answers) {
        assertThat(jobsOf(answers.get(0)))
                .hasSize(3)
                .isEqualTo(jobs(tool("jobs", "--family", "etl-orders", "--since", SINCE, "--until", UNTIL)
                        .path("jobs")));
        assertThat(answers.get(1))
                .containsExactly(JOB + "/1", JOB + "/2")
                .hasSameSizeAs(tool("show", JOB).path("attempts"));
        assertThat(jobsOf(answers.get(2)))
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(
                        jobs(tool("jobs", "--outcome", "EXHAUSTED", "--since", "2026-11-20", "--until", UNTIL)
                                .path("jobs")));
        assertThat(jobsOf(answers.get(3)))
                .containsExactly(tool("show", RERUN).path("jobId").asText())
                .containsExactly(JOB);
    }

    @Test
    void theCommandsOfThePageGiveTheSameAnswers() {
        List<List<String>> answers = commands();

        assertThat(answers).hasSize(8);
        answersAsTheTool(answers);
        List<String> pending = new ArrayList<>();
        answers.subList(4, 8).forEach(shard -> pending.addAll(jobsOf(shard)));
        assertThat(pending)
                .hasSize(6)
                .containsExactlyInAnyOrderElementsOf(jobs(tool("pending").path("pending")));
    }

    @Test
    void thePartiQlOfThePageGivesTheSameAnswers() {
        List<List<String>> answers = statements();

        assertThat(answers).hasSize(5);
        answersAsTheTool(answers);
        assertThat(jobsOf(answers.get(4)))
                .hasSize(6)
                .containsExactlyInAnyOrderElementsOf(jobs(tool("pending").path("pending")));
    }
}
