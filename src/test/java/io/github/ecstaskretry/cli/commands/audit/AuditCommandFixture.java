package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands that read the table, on DynamoDB Local, with jobs that the function's code has recorded. */
@ExtendWith(LocalCredentials.class)
abstract class AuditCommandFixture {

    static final String TABLE = "attempts";

    /** A recent time, because a question without a family queries every day until now. */
    static String day;

    static String nextDay;

    @RegisterExtension
    static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE, "empty");

    static String fine;

    static String recovered;

    static String exhausted;

    static String flying;

    static String waiting;

    static String observed;

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

    static RecordedJobs jobs() {
        return new RecordedJobs(DYNAMODB.client(), TABLE);
    }

    static Run run(String... arguments) {
        return onTable(TABLE, arguments);
    }

    static Run onTable(String table, String... arguments) {
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

    static JsonNode json(String... arguments) {
        Run run = run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Json.read(run.out());
    }
}
