package io.github.ecstaskretry.testkit.standin.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AslReaderTest {

    /** Every field that is implemented, one of each. */
    private static final String WHOLE = """
            {
              "Comment": "c", "QueryLanguage": "JSONata", "StartAt": "W", "TimeoutSeconds": 60,
              "States": {
                "W": {"Type": "Wait", "Comment": "c", "Seconds": 1, "Output": {}, "Assign": {"a": 1}, "Next": "U"},
                "U": {"Type": "Wait", "Timestamp": "2026-01-31T12:00:00Z", "Next": "T"},
                "T": {
                  "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ecs:runTask", "Arguments": {},
                  "TimeoutSeconds": 5,
                  "Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 1, "BackoffRate": 1.5, "MaxAttempts": 0,
                             "MaxDelaySeconds": 9, "JitterStrategy": "NONE"}],
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Output": 1, "Assign": {"b": 2}, "Next": "F"}],
                  "Output": 2, "Assign": {"c": 3}, "Next": "C"
                },
                "C": {"Type": "Choice",
                      "Choices": [{"Comment": "c", "Condition": "{% true %}", "Output": 1, "Assign": {}, "Next": "P"}],
                      "Default": "P", "Output": 3, "Assign": {"d": 4}},
                "P": {"Type": "Pass", "Output": 4, "Assign": {}, "Next": "S"},
                "S": {"Type": "Succeed", "Output": 5},
                "F": {"Type": "Fail", "Error": "e", "Cause": "c"}
              }
            }
            """;

    @Test
    void readsImplementedStates() {
        StateMachine machine = Asl.read(WHOLE);

        assertThat(machine.startAt()).isEqualTo("W");
        assertThat(machine.timeoutSeconds()).isEqualTo(60);
        assertThat(machine.states()).containsOnlyKeys("W", "U", "T", "C", "P", "S", "F");
    }

    @ParameterizedTest
    @CsvSource({
        "'', $",
        "/States/W, $.States.W",
        "/States/T, $.States.T",
        "/States/T/Retry/0, $.States.T.Retry[0]",
        "/States/T/Catch/0, $.States.T.Catch[0]",
        "/States/C, $.States.C",
        "/States/C/Choices/0, $.States.C.Choices[0]",
        "/States/P, $.States.P",
        "/States/S, $.States.S",
        "/States/F, $.States.F"
    })
    void aFieldThatIsNotImplementedIsRefusedWhereverItStands(String pointer, String path) {
        ObjectNode definition = (ObjectNode) Json.read(WHOLE);
        ((ObjectNode) definition.at(pointer)).put("Bogus", 1);

        assertThatThrownBy(() -> Asl.read(definition.toString()))
                .isInstanceOf(UnsupportedAslException.class)
                .hasMessage(path + ".Bogus: this field is not implemented by the stand-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HeartbeatSeconds",
                "Credentials",
                "QueryLanguage",
                "InputPath",
                "OutputPath",
                "ResultPath",
                "Parameters",
                "ResultSelector"
            })
    void fieldsOfTheLanguageThatAreNotImplementedAreRefused(String field) {
        assertRefused("/States/T", field, "\"x\"", "$.States.T." + field);
    }

    @ParameterizedTest(name = "{1} {2} in {0}")
    @CsvSource(delimiter = '|', textBlock = """
            ''                 | QueryLanguage   | "JSONPath"            | $.QueryLanguage
            ''                 | StartAt         | "Nowhere"             | $.StartAt
            ''                 | StartAt         | 1                     | $.StartAt
            ''                 | TimeoutSeconds  | 0                     | $.TimeoutSeconds
            ''                 | States          | []                    | $.States
            /States/W          | Type            | "Map"                 | $.States.W.Type
            /States/W          | Next            | "Nowhere"             | $.States.W
            /States/W          | End             | true                  | $.States.W.Next
            /States/W          | Timestamp       | "2026-01-31T12:00:00Z" | $.States.W.Timestamp
            /States/T          | Resource        | "arn:aws:states:::lambda:invoke" | $.States.T.Resource
            /States/T          | TimeoutSeconds  | 0                     | $.States.T.TimeoutSeconds
            /States/T          | Retry           | {}                    | $.States.T.Retry
            /States/T          | Arguments       | {"a": ["{% 1 + %}"]}  | $.States.T.Arguments.a[0]
            /States/T/Retry/0  | ErrorEquals     | []                    | $.States.T.Retry[0].ErrorEquals
            /States/T/Retry/0  | ErrorEquals     | [1]                   | $.States.T.Retry[0].ErrorEquals[0]
            /States/T/Retry/0  | ErrorEquals     | ["States.ALL", "E"]   | $.States.T.Retry[0].ErrorEquals
            /States/T/Retry/0  | MaxAttempts     | -1                    | $.States.T.Retry[0].MaxAttempts
            /States/T/Retry/0  | MaxAttempts     | 1.5                   | $.States.T.Retry[0].MaxAttempts
            /States/T/Retry/0  | IntervalSeconds | 0                     | $.States.T.Retry[0].IntervalSeconds
            /States/T/Retry/0  | BackoffRate     | 0.5                   | $.States.T.Retry[0].BackoffRate
            /States/T/Retry/0  | BackoffRate     | "2"                   | $.States.T.Retry[0].BackoffRate
            /States/T/Retry/0  | MaxDelaySeconds | 0                     | $.States.T.Retry[0].MaxDelaySeconds
            /States/T/Retry/0  | JitterStrategy  | "HALF"                | $.States.T.Retry[0].JitterStrategy
            /States/T/Catch/0  | Next            | "Nowhere"             | $.States.T
            /States/C          | Choices         | []                    | $.States.C.Choices
            /States/C          | Default         | "Nowhere"             | $.States.C
            /States/C/Choices/0 | Condition      | "{% ( %}"             | $.States.C.Choices[0].Condition
            /States/C/Choices/0 | Next           | "Nowhere"             | $.States.C
            """)
    void refusesAMistakeWithItsPath(String pointer, String field, String value, String path) {
        assertRefused(pointer, field, value, path);
    }

    @ParameterizedTest
    @CsvSource({
        "'', StartAt, $",
        "'', States, $",
        "'', QueryLanguage, $",
        "/States/W, Type, $.States.W",
        "/States/W, Next, $.States.W.Next",
        "/States/W, Seconds, $.States.W.Timestamp",
        "/States/T, Resource, $.States.T",
        "/States/T, Arguments, $.States.T",
        "/States/T/Retry/0, ErrorEquals, $.States.T.Retry[0].ErrorEquals",
        "/States/T/Catch/0, Next, $.States.T.Catch[0]",
        "/States/C, Choices, $.States.C.Choices",
        "/States/C, Default, $.States.C.Output",
        "/States/C/Choices/0, Condition, $.States.C.Choices[0]"
    })
    void refusesADefinitionWithoutARequiredField(String pointer, String field, String path) {
        ObjectNode definition = (ObjectNode) Json.read(WHOLE);
        ((ObjectNode) definition.at(pointer)).remove(field);

        assertThatThrownBy(() -> Asl.read(definition.toString()))
                .isInstanceOf(UnsupportedAslException.class)
                .hasMessageStartingWith(path + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry", "Catch"})
    void statesAllIsForTheLastEntry(String field) {
        ObjectNode definition = (ObjectNode) Json.read(WHOLE);
        ObjectNode task = (ObjectNode) definition.at("/States/T");
        JsonNode all = Json.read(
                "{\"ErrorEquals\": [\"States.ALL\"]%s}".formatted(field.equals("Catch") ? ", \"Next\": \"F\"" : ""));
        JsonNode one = task.get(field).get(0).deepCopy();
        task.putArray(field).add(all).add(one);

        assertThatThrownBy(() -> Asl.read(definition.toString()))
                .isInstanceOf(UnsupportedAslException.class)
                .hasMessage("$.States.T." + field + "[0]: States.ALL must be in the last entry");
    }

    @Test
    void aTextThatIsNotJsonIsRefused() {
        assertThatThrownBy(() -> Asl.read("{"))
                .isInstanceOf(UnsupportedAslException.class)
                .hasMessageStartingWith("$: ");
    }

    @Test
    void placeholdersAreReplaced() {
        assertThat(AslReader.substitute("{\"a\": \"${One}\", \"b\": \"${Two}$\"}", Map.of("One", "1$", "Two", "2")))
                .isEqualTo("{\"a\": \"1$\", \"b\": \"2$\"}");
    }

    @Test
    void aPlaceholderWithoutAValueIsRefused() {
        assertThatThrownBy(() -> AslReader.substitute("{\"a\": \"${One}\"}", Map.of("Two", "2")))
                .isInstanceOf(UnsupportedAslException.class)
                .hasMessageContaining("${One}");
    }

    private static void assertRefused(String pointer, String field, String value, String path) {
        ObjectNode definition = (ObjectNode) Json.read(WHOLE);
        ((ObjectNode) definition.at(pointer)).set(field, Json.read(value));

        assertThatThrownBy(() -> Asl.read(definition.toString()))
                .isInstanceOf(UnsupportedAslException.class)
                .hasMessageStartingWith(path + ": ");
    }
}
