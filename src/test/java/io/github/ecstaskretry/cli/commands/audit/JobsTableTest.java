package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.Listed;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.core.task.Outcome;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs on terminals of different widths. */
class JobsTableTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";

    private static List<String> lines(int width, ZoneId zone) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Terminal terminal = new Terminal(InputStream.nullInputStream(), writer, writer, false, width);
        JobsCommand.print(
                List.of(
                        Job.of(Listed.ended(ID, 1, Listed.NOON, Outcome.UNLAUNCHABLE), Listed.NOON),
                        Job.of(
                                Listed.ended("fedcba98" + ID.substring(8), 1, Listed.NOON, Outcome.FAILED),
                                Listed.NOON)),
                new Viewer(terminal, zone, Listed.NOON));
        return out.toString().lines().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "0, JOB FAMILY CLUSTER STATE ATTEMPTS CAUSE TOOK LAST STOP",
        "120, JOB FAMILY CLUSTER STATE ATTEMPTS CAUSE TOOK LAST STOP",
        "100, JOB FAMILY STATE ATTEMPTS CAUSE TOOK LAST STOP",
        "80, JOB FAMILY STATE CAUSE LAST STOP",
        "60, JOB FAMILY STATE"
    })
    void leavesOutTheLessImportantColumnsFirst(int width, String headings) {
        List<String> lines = lines(width, ZoneOffset.UTC);

        assertThat(lines.getFirst().replaceAll(" +", " ")).isEqualTo(headings);
        assertThat(lines.get(1)).startsWith(ID);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width == 0 ? 200 : width));
    }

    @Test
    void givesAJobTwoLinesIfTheStateDoesNotFit() {
        assertThat(lines(40, ZoneOffset.UTC))
                .containsExactly(
                        "JOB",
                        "  FAMILY  STATE         CAUSE",
                        ID,
                        "  etl     UNLAUNCHABLE  exit-unknown",
                        "fedcba98" + ID.substring(8),
                        "  etl     FAILED        exit-unknown");
    }

    @Test
    void shortensTimesOnANarrowTerminal() {
        assertThat(lines(0, ZoneOffset.UTC).get(1)).endsWith("2026-03-14 12:00:00Z");
        assertThat(lines(80, ZoneOffset.UTC).get(1)).endsWith("03-14 12:00Z");
        assertThat(lines(80, ZoneId.of("Europe/Berlin")).get(1)).endsWith("03-14 13:00");
    }
}
