package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.aws.table.TableAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table has the keys and indexes that the code uses, and survives mistakes. */
class TemplateTableTest extends TemplateFixture {

    @Test
    void theTableHasItsKeys() {
        assertThat(keys(TABLE)).containsExactly("jobId HASH", "attempt RANGE");
        assertThat(TABLE.path("TimeToLiveSpecification").path("AttributeName").asText())
                .isEqualTo("expiresAt");
        assertThat(TABLE.path("TimeToLiveSpecification").path("Enabled").asBoolean())
                .isTrue();
    }

    @Test
    void theTableHasFourIndexes() {
        Map<String, List<String>> indexes = new TreeMap<>();
        TABLE.path("GlobalSecondaryIndexes")
                .forEach(index -> indexes.put(index.path("IndexName").asText(), keys(index)));

        assertThat(indexes)
                .isEqualTo(Map.of(
                        "by-family", List.of("family HASH", "stoppedAt RANGE"),
                        "by-outcome", List.of("outcomeDay HASH", "stoppedAt RANGE"),
                        "by-task", List.of("relaunchedTaskId HASH"),
                        "pending", List.of("pendingShard HASH", "notBefore RANGE")));
    }

    @Test
    void theTableDefinesOnlyTheTypesOfItsKeys() {
        Map<String, String> types = new TreeMap<>();
        TABLE.path("AttributeDefinitions")
                .forEach(attribute -> types.put(
                        attribute.path("AttributeName").asText(),
                        attribute.path("AttributeType").asText()));

        assertThat(types.keySet())
                .containsExactlyInAnyOrderElementsOf(TABLE.findValues("KeySchema").stream()
                        .flatMap(JsonNode::valueStream)
                        .map(key -> key.path("AttributeName").asText())
                        .collect(Collectors.toSet()));
        assertThat(types).containsEntry("attempt", "N");
        assertThat(types.values().stream().filter(type -> type.equals("S"))).hasSize(types.size() - 1);
    }

    @Test
    void theIndexesProjectOnlyAttributesOfAttempts() {
        Set<String> projected = TABLE.findValues("NonKeyAttributes").stream()
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        projected.addAll(TABLE.findValuesAsText("AttributeName"));

        assertThat(TableAttributes.names()).containsAll(projected);
    }

    @Test
    void attemptsSurviveMistakes() {
        assertThat(TABLE.path("PointInTimeRecoverySpecification")
                        .path("PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theTableOutlivesItsStackUnlessTheStackWasNeverComplete() {
        JsonNode table = TEMPLATE.resource("AttemptsTable");

        assertThat(table.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
        assertThat(table.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }

    private static List<String> keys(JsonNode tableOrIndex) {
        return tableOrIndex
                .path("KeySchema")
                .valueStream()
                .map(key -> key.path("AttributeName").asText() + " "
                        + key.path("KeyType").asText())
                .toList();
    }
}
