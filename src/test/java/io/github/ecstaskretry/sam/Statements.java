package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Statements of the template's policies. */
final class Statements {

    private Statements() {}

    /** The actions, of which there may be one or a list. */
    static List<String> actions(JsonNode statement) {
        JsonNode action = statement.path("Action");
        return action.isArray() ? action.valueStream().map(JsonNode::asText).toList() : List.of(action.asText());
    }

    /** The key may be used only to read DynamoDB's data. */
    static void checkDecryptsThroughDynamoDb(JsonNode statement, String key) {
        assertThat(actions(statement)).containsExactly("kms:Decrypt");
        assertThat(statement.path("Resource").asText()).isEqualTo(key);
        assertThat(statement.at("/Condition/StringEquals/kms:ViaService").toString())
                .contains("dynamodb.");
    }
}
