package io.github.ecstaskretry.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.aws.table.TableAttributes;
import io.github.ecstaskretry.format.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttemptExportTest {

    private static Map<String, Object> item(String reason) {
        return Map.of(
                "jobId", "j1", "attempt", 2L, "stoppedReason", reason, "containers", List.of(Map.of("name", "app")));
    }

    private static String written(AttemptExport format, List<Map<String, Object>> items) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        items.forEach(format.to(writer));
        writer.flush();
        return out.toString();
    }

    private static String heading() {
        return written(AttemptExport.CSV, List.of()).strip();
    }

    /** The row without the heading. */
    private static String csv(Map<String, Object> item) {
        String written = written(AttemptExport.CSV, List.of(item));
        return written.substring(written.indexOf("\r\n") + 2, written.length() - 2);
    }

    private static String field(String reason) {
        String line = csv(item(reason));
        return line.substring("j1,2,,,,,,,,,,,,,,,,".length(), line.indexOf(",,,\"[{"));
    }

    @Test
    void givesEveryRowAsManyFieldsAsTheHeading() {
        String heading = heading();

        assertThat(csv(Map.of()).chars().filter(letter -> letter == ',').count())
                .isEqualTo(heading.chars().filter(letter -> letter == ',').count());
        assertThat(heading).startsWith("jobId,attempt,").contains(",containers,", ",why,");
    }

    @Test
    void hasAColumnForEveryAttributeOfTheTable() {
        assertThat(heading().split(","))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(TableAttributes.ofItems());
    }

    @Test
    void keepsTheOrderOfColumns() {
        assertThat(heading())
                .startsWith("jobId,attempt,family,cluster,clusterArn,taskArn,taskDefinitionArn,group,startedBy,"
                        + "originalStartedBy,launchType,capacityProvider,jobCreatedAt,createdAt,startedAt,stoppedAt,stopCode,"
                        + "stoppedReason,launchError,launchDetail,containers,cause,causeKind,decision,outcome,policy,"
                        + "policyVersion,rule,mode,counted,why,delaySeconds,notBefore,executionArn,announcedAt,recordedAt,"
                        + "taskId,tags,");
    }

    @Test
    void quotesCommasQuotesAndLineBreaks() {
        assertThat(field("plain")).isEqualTo("plain");
        assertThat(field("a longer text without any need for quotes"))
                .isEqualTo("a longer text without any need for quotes");
        assertThat(field("a, b")).isEqualTo("\"a, b\"");
        assertThat(field("said \"no\"")).isEqualTo("\"said \"\"no\"\"\"");
        assertThat(field("two\nlines")).isEqualTo("\"two\nlines\"");
    }

    @Test
    void keepsSpreadsheetsFromReadingATextAsAFormula() {
        assertThat(field("=1+1")).isEqualTo("'=1+1");
        assertThat(field("@sum")).isEqualTo("'@sum");
    }

    @Test
    void writesListsAsJson() {
        assertThat(csv(item("x"))).contains("\"[{\"\"name\"\":\"\"app\"\"}]\"");
    }

    @Test
    void writesEachItemAsALineOfJson() {
        assertThat(written(AttemptExport.JSONL, List.of(item("x"), item("y"))).lines())
                .hasSize(2);
        assertThat(Json.parse(written(AttemptExport.JSONL, List.of(item("x")))))
                .isEqualTo(
                        Json.parse(
                                "{\"attempt\":2,\"jobId\":\"j1\",\"stoppedReason\":\"x\",\"containers\":[{\"name\":\"app\"}]}"));
    }
}
