package io.github.ecstaskretry.cli.audit.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.aws.table.TableAttributes;
import io.github.ecstaskretry.format.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttemptExportTest {

    private static Map<String, Object> item(String reason) {
        return Map.of(
                "jobId", "j1", "attempt", 2L, "stoppedReason", reason, "containers", List.of(Map.of("name", "app")));
    }

    private static String field(String reason) {
        String line = AttemptExport.CSV.line(item(reason));
        return line.substring("j1,2,,,,,,,,,,,,,,,,".length(), line.indexOf(",,,\"[{"));
    }

    @Test
    void everyRowHasAsManyFieldsAsTheHeading() {
        String heading = AttemptExport.CSV.heading().orElseThrow();

        assertThat(AttemptExport.CSV
                        .line(Map.of())
                        .chars()
                        .filter(letter -> letter == ',')
                        .count())
                .isEqualTo(heading.chars().filter(letter -> letter == ',').count());
        assertThat(heading).startsWith("jobId,attempt,").contains(",containers,", ",why,");
    }

    @Test
    void aRowHasEveryAttributeThatAnItemMayHave() {
        assertThat(AttemptExport.CSV.heading().orElseThrow().split(","))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(TableAttributes.ofItems());
    }

    @Test
    void whereColumnsStandStays() {
        assertThat(AttemptExport.CSV.heading().orElseThrow())
                .startsWith("jobId,attempt,family,cluster,clusterArn,taskArn,taskDefinitionArn,group,startedBy,"
                        + "originalStartedBy,launchType,capacityProvider,jobCreatedAt,createdAt,startedAt,stoppedAt,stopCode,"
                        + "stoppedReason,launchError,launchDetail,containers,cause,causeKind,decision,outcome,policy,"
                        + "policyVersion,rule,mode,counted,why,delaySeconds,notBefore,executionArn,announcedAt,recordedAt,"
                        + "taskId,tags,");
    }

    @Test
    void commasQuotesAndLineBreaksAreQuoted() {
        assertThat(field("plain")).isEqualTo("plain");
        assertThat(field("a, b")).isEqualTo("\"a, b\"");
        assertThat(field("said \"no\"")).isEqualTo("\"said \"\"no\"\"\"");
        assertThat(field("two\nlines")).isEqualTo("\"two\nlines\"");
    }

    @Test
    void aSpreadsheetTakesNoTextForAFormula() {
        assertThat(field("=1+1")).isEqualTo("'=1+1");
        assertThat(field("@sum")).isEqualTo("'@sum");
    }

    @Test
    void listsAreJsonInAField() {
        assertThat(AttemptExport.CSV.line(item("x"))).contains("\"[{\"\"name\"\":\"\"app\"\"}]\"");
    }

    @Test
    void aLineOfJsonIsTheItem() {
        assertThat(AttemptExport.JSONL.heading()).isEmpty();
        assertThat(Json.parse(AttemptExport.JSONL.line(item("x"))))
                .isEqualTo(
                        Json.parse(
                                "{\"attempt\":2,\"jobId\":\"j1\",\"stoppedReason\":\"x\",\"containers\":[{\"name\":\"app\"}]}"));
    }
}
