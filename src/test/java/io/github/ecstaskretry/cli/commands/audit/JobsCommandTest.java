package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The options of {@code jobs}, and its answer if no job matches. */
@ExtendWith(LocalCredentials.class)
class JobsCommandTest {

    @RegisterExtension
    private static final RecordedTable TABLE = new RecordedTable();

    private static String recovered;
    private static String fine;
    private static String forgotten;

    @BeforeAll
    static void record() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        recovered = TABLE.jobs().job("etl", yesterday, 1, 0);
        fine = TABLE.jobs().job("etl", yesterday.minusSeconds(3600), 0);
        forgotten = TABLE.jobs().job("crawler", yesterday.minus(Duration.ofDays(8)), 1);
    }

    @Test
    void selectsAClusterByNameOrArn() {
        assertThat(TABLE.ids("jobs", "--cluster", "prod", "--since", "7d")).containsExactly(recovered);
        assertThat(TABLE.ids("jobs", "--cluster", "arn:aws:ecs:eu-west-1:111122223333:cluster/prod", "--since", "7d"))
                .containsExactly(recovered);
        assertThat(TABLE.ids("jobs", "--cluster", "test")).isEmpty();
    }

    /** The answer 'No such jobs' would look like good news. */
    @ParameterizedTest
    @CsvSource({
        "--cause, App-Exit, expected a whole name that 'ecs-retry causes' lists; did you mean 'app-exit'?",
        "--cause, nonsense, expected a whole name that 'ecs-retry causes' lists; found 'nonsense'",
        "--cause, image-*, expected a whole name; without wildcards; found 'image-*'",
        "--cluster, prod*, expected a cluster's whole name; without wildcards; or its ARN; found 'prod*'",
        "--cluster, arn:aws:ecs:eu-west-1:111122223333:service/prod/web, whole name; or its ARN",
        "--family, etl*, expected a family's whole name; without wildcards; found 'etl*'",
        "--family, etl:7, without a revision; found 'etl:7'"
    })
    void refusesAnUnknownName(String option, String asked, String complaint) {
        Run run = TABLE.run("jobs", option, asked);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(complaint.split("; "));
    }

    @Test
    void refusesAnImpossibleFamilyInEveryCommand() {
        assertThat(TABLE.run("stats", "--family", "etl*").exitCode()).isEqualTo(2);
        assertThat(TABLE.run("report", "--family", "etl*", "-o", "x.html").exitCode())
                .isEqualTo(2);
        assertThat(TABLE.run("export", "--family", "etl*").exitCode()).isEqualTo(2);
    }

    @Test
    void listsOpenJobsOfAnyAge() {
        assertThat(TABLE.ids("jobs")).containsExactly(recovered, forgotten);
        assertThat(TABLE.ids("jobs", "--state", "running")).containsExactly(forgotten);
        assertThat(TABLE.ids("jobs", "--state", "running,failed", "--family", "crawler"))
                .containsExactly(forgotten);
        assertThat(TABLE.ids("jobs", "--state", "running", "--family", "etl")).isEmpty();
    }

    @Test
    void limitsOpenJobsToAGivenSince() {
        assertThat(TABLE.ids("jobs", "--since", "7d")).containsExactly(recovered);
        assertThat(TABLE.ids("jobs", "--since", "7d", "--state", "running")).isEmpty();
        assertThat(TABLE.ids("jobs", "--since", "7d", "--state", "running", "--family", "crawler"))
                .isEmpty();
    }

    @Test
    void saysWhereToFindTheJobsIfNoneMatch() {
        assertThat(TABLE.run("jobs", "--state", "waiting").out())
                .isEqualTo("No such jobs. 'ecs-retry pending' lists everything that waits or runs.\n");
        assertThat(TABLE.run("jobs", "--state", "waiting,running", "--since", "1m")
                        .out())
                .matches(
                        "No such jobs since \\S+ \\S+\\. 'ecs-retry pending' lists everything that waits or runs\\.\n");
        assertThat(TABLE.run("jobs", "--state", "failed").out()).matches("No such jobs since \\S+ \\S+\\.\n");
        assertThat(TABLE.run("jobs", "--since", "1m").out()).contains("are listed only with --family");
        assertThat(TABLE.run("jobs", "--state", "succeeded", "--since", "1m").out())
                .contains("are listed only with --family");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--state", "--outcome"})
    void namesTheOptionThatTheUserTyped(String option) {
        assertThat(TABLE.run("jobs", option, "BROKEN").err())
                .startsWith("ecs-retry: Invalid value for option '" + option);
        assertThat(TABLE.run("jobs", option + "=BROKEN").err()).contains("option '" + option);
    }

    @Test
    void distinguishesRecoveredJobsFromFirstTimeSuccesses() {
        assertThat(TABLE.ids("jobs", "--family", "etl", "--outcome", "succeeded"))
                .containsExactly(recovered, fine);
        assertThat(TABLE.ids("jobs", "--family", "etl", "--outcome", "recovered"))
                .containsExactly(recovered);
        assertThat(TABLE.ids("jobs", "--outcome", "RECOVERED")).containsExactly(recovered);
    }

    @Test
    void acceptsTimesInTheFormThatAnswersPrint() {
        String line = TABLE.run("jobs", "--family", "etl", "--local").lines().get(1);
        String printed = line.substring(line.length() - "2026-11-21 06:00:00+01:00".length())
                .strip();

        assertThat(TABLE.ids("jobs", "--family", "etl", "--since", printed.replaceFirst(".* {2}", "")))
                .containsExactly(recovered);
    }

    /** No version is older than 2026, and no stop is in the future. */
    @Test
    void limitsThePeriodToTimesThatCanHaveAttempts() {
        Run run = TABLE.run("jobs", "--since", "999999w", "--until", "9999-12-31", "--outcome", "FAILED", "--json");

        assertThat(Json.read(run.out()).path("since").asText()).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat(Instant.parse(Json.read(run.out()).path("until").asText()))
                .isBefore(Instant.now().plus(Duration.ofMinutes(6)));
        assertThat(TABLE.run("jobs", "--since", "2024-01-01", "--until", "2025-01-01")
                        .err())
                .isEqualTo(
                        "ecs-retry: --until: nothing was recorded before 2026-01-01T00:00:00Z, found '2025-01-01'\n");
    }

    @Test
    void writesAReportToStandardOutput() {
        Run run = TABLE.run("report", "--family", "etl", "-o", "-");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("<!DOCTYPE html>").contains(recovered, "</html>");
        assertThat(Path.of("-")).doesNotExist();
        assertThat(TABLE.run("report", "--family", "etl", "-o", "-", "--json").err())
                .isEqualTo("ecs-retry: give either --json or --output -, because both write to standard output\n");
    }

    @Test
    void showsOverdueOnANarrowTerminal() {
        assertThat(TABLE.onLinesOf(40, "pending").out()).contains(forgotten, "OVERDUE");
    }

    @Test
    void saysThatAnotherTableIsNotAnAttemptsTable() {
        TABLE.dynamoDb()
                .createTable(request -> request.tableName("orders")
                        .attributeDefinitions(List.of(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build()))
                        .keySchema(List.of(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build()))
                        .billingMode(BillingMode.PAY_PER_REQUEST));

        assertThat(TABLE.ofTable("orders", "show", "abc").err())
                .contains("cannot read the table 'orders': give the stack's output TableName");
        assertThat(TABLE.ofTable("orders", "export").err())
                .contains("the table 'orders' is not an attempts table, because its key differs");
        assertThat(TABLE.ofTable("orders", "export").exitCode()).isEqualTo(2);
        assertThat(TABLE.ofTable("orders", "jobs").err())
                .contains("deploy this version of sam/template.yaml: the table lacks an index");
    }

    @Test
    void refusesAPointInTimeForOverdueAfter() {
        assertThat(TABLE.run("pending", "--overdue-after", "2026-01-01").err())
                .isEqualTo(
                        "ecs-retry: --overdue-after: expected a length of time such as 30m, 6h or 2d, found '2026-01-01'\n");
    }

    @Test
    void refusesALimitOutsideItsBounds() {
        assertThat(TABLE.run("jobs", "--limit", "2147483647").err())
                .contains("expected a number from 1 to 999999999; found '2147483647'");
    }
}
