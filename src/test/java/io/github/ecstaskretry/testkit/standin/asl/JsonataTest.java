package io.github.ecstaskretry.testkit.standin.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions as Step Functions evaluates them (AWS Step Functions developer guide, "Transforming data with JSONata"). */
class JsonataTest {

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $states.input                               | {"a":[1,{"b":null}]} | {"a":[1,{"b":null}]}
            $states.input.a.b                           | {"a":{"b":"x"}}      | "x"
            $states.context.Execution.Name              | {}                   | "job-2"
            $states.context.State.Name                  | {}                   | "Start"
            $count($states.input.list)                  | {"list":[1,2,3]}     | 3
            $count($states.input.gone)                  | {}                   | 0
            [$states.input.list.n]                      | {"list":[{"n":1}]}   | [1]
            [$states.input.gone]                        | {}                   | []
            {'a': $states.input.gone, 'b': 1}           | {}                   | {"b":1}
            $states.input.list[[0..1]]                  | {"list":[1,2,3]}     | [1,2]
            $parse($states.input.text).n                | {"text":"{\\"n\\":7}"} | 7
            $string({'n': $states.input.n})             | {"n":1}              | "{\\"n\\":1}"
            $substring($states.input.text, 0, 2)        | {"text":"abc"}       | "ab"
            $states.input.n = 1 ? 'one' : 'more'        | {"n":1}              | "one"
            $states.input.n                             | {"n":true}           | true
            $states.input.n                             | {"n":null}           | null
            $hash('text', 'SHA-256')                    | {}                   | "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"
            $states.input.n * 2                         | {"n":1.5}            | 3
            """)
    void anExpressionSeesTheStates(String expression, String input, String result) throws Exception {
        assertThat(Asl.evaluate(expression, input)).isEqualTo(Json.read(result));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$states.input.gone", "$gone", "$", "$states.result", "$states.errorOutput"})
    void anUndefinedValueFailsTheState(String expression) {
        assertThatThrownBy(() -> Asl.evaluate(expression, "{}"))
                .asInstanceOf(InstanceOfAssertFactories.type(StateError.class))
                .satisfies(error -> {
                    assertThat(error.error()).isEqualTo("States.QueryEvaluationError");
                    assertThat(error.cause()).contains(expression, "$.States.Start.Output");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 + 'a'", "$nothing()", "$parse('{')", "$error('no')"})
    void anErrorFailsTheState(String expression) {
        assertThatThrownBy(() -> Asl.evaluate(expression, "{}"))
                .asInstanceOf(InstanceOfAssertFactories.type(StateError.class))
                .extracting(StateError::error)
                .isEqualTo("States.QueryEvaluationError");
    }

    @Test
    void evaluatesExpressionsAnywhereInATemplate() throws Exception {
        JsonNode output = Asl.run("""
                "Start": {"Type": "Pass", "End": true, "Output":
                  {"n": "{% $states.input.n %}", "list": [{"m": "{% $states.input.n + 1 %}"}, 5], "text": "$states {%"}}
                """, "{\"n\": 1}");

        assertThat(output).isEqualTo(Json.read("{\"n\": 1, \"list\": [{\"m\": 2}, 5], \"text\": \"$states {%\"}"));
    }

    @Test
    void passesAnInputThroughUnchanged() throws Exception {
        String input = "{\"i\":1,\"d\":1.5,\"l\":12345678901,\"t\":\"x\",\"b\":true,\"n\":null,\"a\":[],\"o\":{}}";

        assertThat(Json.write(Asl.evaluate("$states.input", input))).isEqualTo(input);
    }
}
