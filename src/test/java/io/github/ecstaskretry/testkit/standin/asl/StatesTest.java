package io.github.ecstaskretry.testkit.standin.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wait, Choice, Pass, Succeed and Fail. */
class StatesTest {

    @ParameterizedTest
    @CsvSource({
        "'\"Timestamp\": \"2026-01-31T12:00:30Z\"', 30000",
        "'\"Timestamp\": \"{% $states.input.at %}\"', 1500",
        "'\"Timestamp\": \"2026-01-31T14:00:01+02:00\"', 1000",
        "'\"Seconds\": 7', 7000",
        "'\"Seconds\": \"{% $states.input.n * 2 %}\"', 4000"
    })
    void aWaitStateWaits(String until, long milliseconds) throws Exception {
        RecordedPace pace = new RecordedPace(Asl.NOON);
        String input = "{\"at\":\"2026-01-31T12:00:01.5Z\",\"n\":2}";

        JsonNode output = Asl.run(
                "\"Start\": {\"Type\": \"Wait\", \"End\": true, " + until + "}",
                input,
                (r, arguments) -> arguments,
                pace);

        assertThat(pace.pauses()).containsExactly(Duration.ofMillis(milliseconds));
        assertThat(output).isEqualTo(Json.read(input));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Timestamp\": \"tomorrow\"",
                "\"Timestamp\": \"{% 5 %}\"",
                "\"Seconds\": \"{% 'x' %}\"",
                "\"Seconds\": \"{% -1 %}\"",
                "\"Seconds\": 1.5"
            })
    void aWaitForNothingFails(String until) {
        assertThatThrownBy(() -> Asl.run("\"Start\": {\"Type\": \"Wait\", \"End\": true, " + until + "}", "{}"))
                .asInstanceOf(InstanceOfAssertFactories.type(StateError.class))
                .extracting(StateError::error)
                .isEqualTo("States.QueryEvaluationError");
    }

    @ParameterizedTest
    @CsvSource({"1, one", "2, two", "3, 'other'"})
    void aChoiceTakesTheFirstThatHolds(int n, String taken) throws Exception {
        JsonNode output = Asl.run("""
                "Start": {"Type": "Choice", "Default": "Done", "Output": "other", "Choices": [
                  {"Condition": "{% $states.input.n = 1 %}", "Next": "Done", "Output": "one"},
                  {"Condition": "{% $states.input.n <= 2 %}", "Next": "Done", "Output": "two"}]},
                "Done": {"Type": "Succeed"}
                """, "{\"n\":" + n + "}");

        assertThat(output.asText()).isEqualTo(taken);
    }

    @Test
    void aChoiceWithoutAWayOutFails() {
        assertThatThrownBy(() -> Asl.run("""
                        "Start": {"Type": "Choice", "Choices": [{"Condition": "{% false %}", "Next": "Done"}]},
                        "Done": {"Type": "Succeed"}
                        """, "{}"))
                .asInstanceOf(InstanceOfAssertFactories.type(StateError.class))
                .extracting(StateError::error)
                .isEqualTo("States.NoChoiceMatched");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "'true'", "[]"})
    void aConditionIsABoolean(String condition) {
        assertThatThrownBy(() -> Asl.run("""
                        "Start": {"Type": "Choice", "Choices": [{"Condition": "{%% %s %%}", "Next": "Done"}]},
                        "Done": {"Type": "Succeed"}
                        """.formatted(condition), "{}"))
                .asInstanceOf(InstanceOfAssertFactories.type(StateError.class))
                .extracting(StateError::error)
                .isEqualTo("States.QueryEvaluationError");
    }

    @Test
    void variablesAreForTheStatesAfterTheOneThatAssignsThem() throws Exception {
        JsonNode output = Asl.run("""
                "Start": {"Type": "Pass", "Next": "Second", "Assign": {"n": 1}},
                "Second": {"Type": "Pass", "Next": "Third", "Assign": {"n": "{% $n + 1 %}"}, "Output": "{% $n %}"},
                "Third": {"Type": "Succeed", "Output": {"before": "{% $states.input %}", "now": "{% $n %}"}}
                """, "{}");

        assertThat(output).isEqualTo(Json.read("{\"before\": 1, \"now\": 2}"));
    }

    @Test
    void aFailEndsWithItsErrorAndCause() {
        assertThatThrownBy(() -> Asl.run("""
                        "Start": {"Type": "Fail", "Error": "{% 'No' & 'Good' %}", "Cause": "{% $states.input.why %}"}
                        """, "{\"why\":\"because\"}"))
                .asInstanceOf(InstanceOfAssertFactories.type(StateError.class))
                .satisfies(error -> {
                    assertThat(error.error()).isEqualTo("NoGood");
                    assertThat(error.cause()).isEqualTo("because");
                });
    }

    @Test
    void aFailsCauseIsAText() {
        assertThatThrownBy(() -> Asl.run("""
                        "Start": {"Type": "Fail", "Error": "E", "Cause": "{% {'a': 1} %}"}
                        """, "{}"))
                .asInstanceOf(InstanceOfAssertFactories.type(StateError.class))
                .extracting(StateError::error)
                .isEqualTo("States.QueryEvaluationError");
    }

    @Test
    void aCauseIsCutAtItsLimit() {
        assertThatThrownBy(() -> Asl.run("""
                        "Start": {"Type": "Fail", "Error": "E", "Cause": "{% $states.input %}"}
                        """, "\"" + "x".repeat(32_769) + "\""))
                .asInstanceOf(InstanceOfAssertFactories.type(StateError.class))
                .extracting(StateError::cause)
                .isEqualTo("x".repeat(32_768));
    }

    @Test
    void anOutputThatIsTooLargeFails() {
        assertThatThrownBy(() -> Asl.evaluate("$states.input & 'x'", "\"" + "x".repeat(262_142) + "\""))
                .asInstanceOf(InstanceOfAssertFactories.type(StateError.class))
                .extracting(StateError::error)
                .isEqualTo("States.DataLimitExceeded");
    }

    @Test
    void branchesRunSideBySideOnTheSameArguments() throws Exception {
        JsonNode output = Asl.run("""
                "Start": {"Type": "Parallel", "End": true, "Arguments": {"n": "{% $states.input.n + 1 %}"},
                  "Output": "{% $states.result[1] %}", "Branches": [
                    {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}},
                    {"StartAt": "B", "States": {"B": {"Type": "Pass", "Output": "{% $states.input.n %}", "End": true}}}]}
                """, "{\"n\": 1}");

        assertThat(output).isEqualTo(Json.read("2"));
    }

    /** Recorded of AWS by LocalStack: {@code test_parallel_state_fail} of its Step Functions snapshots. */
    @Test
    void aBranchThatFailsFailsTheStateWithItsError() {
        assertThatThrownBy(() -> Asl.run("""
                "Start": {"Type": "Parallel", "End": true, "Branches": [
                    {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 1, "End": true}}},
                    {"StartAt": "B", "States": {"B": {"Type": "Fail", "Error": "EXHAUSTED", "Cause": "why"}}}]}
                """, "{}")).isInstanceOfSatisfying(StateError.class, error -> {
            assertThat(error.error()).isEqualTo("EXHAUSTED");
            assertThat(error.cause()).isEqualTo("why");
        });
    }
}
