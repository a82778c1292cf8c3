package io.github.ecstaskretry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.standin.LocalCredentials;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What jobs may be asked for, and what it says when there are none. */
@ExtendWith(LocalCredentials.class)
class JobsCommandTest {

    private static RecordedTable table;
    private static String recovered;

    @BeforeAll
    static void record() {
        table = new RecordedTable();
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        recovered = table.jobs().job("etl", yesterday, 1, 0);
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @Test
    void aClusterIsAskedForByItsNameOrItsArn() {
        assertThat(table.ids("jobs", "--cluster", "prod")).containsExactly(recovered);
        assertThat(table.ids("jobs", "--cluster", "arn:aws:ecs:eu-west-1:111122223333:cluster/prod"))
                .containsExactly(recovered);
        assertThat(table.ids("jobs", "--cluster", "test")).isEmpty();
    }

    /** 'No such jobs' would read as if all were well. */
    @ParameterizedTest
    @CsvSource({
        "--cause, App-Exit, expected a whole cause of those that 'ecs-retry causes' lists; did you mean 'app-exit'?",
        "--cause, nonsense, expected a whole cause of those that 'ecs-retry causes' lists; found 'nonsense'",
        "--cause, image-*, expected a whole cause; * is no wildcard here; found 'image-*'",
        "--cluster, prod*, expected a cluster's whole name or its ARN; * is no wildcard here; found 'prod*'",
        "--cluster, arn:aws:ecs:eu-west-1:111122223333:service/prod/web, whole name or its ARN",
        "--family, etl*, expected a family's whole name; * is no wildcard here; found 'etl*'",
        "--family, etl:7, without a revision; found 'etl:7'"
    })
    void whatNothingIsCalledIsRefused(String option, String asked, String complaint) {
        Run run = table.run("jobs", option, asked);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(complaint.split("; "));
    }

    @Test
    void everyCommandWithAFamilyRefusesWhatNoneIsCalled() {
        assertThat(table.run("stats", "--family", "etl*").exitCode()).isEqualTo(2);
        assertThat(table.run("report", "--family", "etl*", "-o", "x.html").exitCode())
                .isEqualTo(2);
        assertThat(table.run("export", "--family", "etl*").exitCode()).isEqualTo(2);
    }
}
