package io.github.ecstaskretry.testkit.standin.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Task with Retry and Catch (AWS Step Functions developer guide, "Handling errors in Step Functions workflows"). */
class TaskTest {

    private static final String FAILED = """
            ,"Failed": {"Type": "Pass", "End": true, "Output": {"caught": "{% $states.input %}"}}
            """;

    private final RecordedPace pace = new RecordedPace(Asl.NOON);
    private final List<JsonNode> calls = new ArrayList<>();

    @Test
    void aTaskHandsItsArgumentsOverAndItsResultOn() throws Exception {
        JsonNode output = run("""
                "Arguments": {"N": "{% $states.input.n %}"}, "Output": {"got": "{% $states.result.N %}"}, "End": true
                """);

        assertThat(calls).containsExactly(Json.read("{\"N\":1}"));
        assertThat(output).isEqualTo(Json.read("{\"got\":1}"));
    }

    @Test
    void withoutAnOutputTheResultGoesOn() throws Exception {
        assertThat(run("\"Arguments\": {\"N\": 5}, \"End\": true")).isEqualTo(Json.read("{\"N\":5}"));
    }

    @Test
    void aRetrierRetriesItsErrorsOnly() throws Exception {
        run(task("{\"ErrorEquals\": [\"A\", \"B\"]}"), "A", "B");
        assertThat(calls).hasSize(3);

        assertFails(task("{\"ErrorEquals\": [\"A\"]}"), "C", "C");
    }

    @Test
    void retriesThreeTimesAfterOneTwoAndFourSecondsByDefault() {
        assertFails(task("{\"ErrorEquals\": [\"A\"]}"), "A", "A", "A", "A", "A");

        assertThat(pace.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void theDelayGrowsByTheRateUpToItsCap() {
        assertFails(
                task("{\"ErrorEquals\": [\"A\"], \"IntervalSeconds\": 2, \"BackoffRate\": 1.5, \"MaxAttempts\": 4,"
                        + " \"MaxDelaySeconds\": 4}"),
                "A",
                "A",
                "A",
                "A",
                "A");

        assertThat(pace.pauses()).extracting(Duration::toMillis).containsExactly(2_000L, 3_000L, 4_000L, 4_000L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.25, 1000", "0.999, 3996"})
    void fullJitterTakesAPartOfTheCappedDelay(double chance, long milliseconds) {
        Retrier retrier = new Retrier(List.of("A"), 3, 9, 2, 4, true);

        assertThat(retrier.delay(2, chance)).isEqualTo(Duration.ofMillis(milliseconds));
    }

    @Test
    void noRetriesIsARetrierToo() {
        assertFails(
                task("{\"ErrorEquals\": [\"A\"], \"MaxAttempts\": 0}, {\"ErrorEquals\": [\"States.ALL\"]}"), "A", "A");

        assertThat(calls).hasSize(1);
    }

    @Test
    void theFirstRetrierForAnErrorIsTheOneAndEachCountsItsOwn() throws Exception {
        run(
                task("{\"ErrorEquals\": [\"A\"], \"IntervalSeconds\": 10, \"MaxAttempts\": 1},"
                        + " {\"ErrorEquals\": [\"States.ALL\"], \"IntervalSeconds\": 20, \"MaxAttempts\": 2}"),
                "B",
                "A",
                "B");

        assertThat(pace.pauses())
                .containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(40));
    }

    @Test
    void aSpentRetrierDoesNotPassItsErrorToTheNextOne() {
        assertFails(
                task("{\"ErrorEquals\": [\"A\"], \"MaxAttempts\": 1}, {\"ErrorEquals\": [\"States.ALL\"]}"),
                "A",
                "A",
                "A");

        assertThat(calls).hasSize(2);
    }

    @ParameterizedTest(name = "{0} is for {1}: {2}")
    @CsvSource({
        "States.ALL, Ecs.ServerException, true",
        "States.ALL, States.Timeout, true",
        "States.ALL, States.QueryEvaluationError, true",
        "States.ALL, States.DataLimitExceeded, false",
        "States.ALL, States.Runtime, false",
        "States.Runtime, States.Runtime, false",
        "States.TaskFailed, Ecs.ServerException, true",
        "States.TaskFailed, States.Timeout, false",
        "States.Timeout, States.Timeout, true",
        "Ecs.ServerException, ecs.serverexception, false"
    })
    void whichErrorsANameMatches(String name, String error, boolean isFor) {
        assertThat(ErrorNames.match(List.of(name), error)).isEqualTo(isFor);
    }

    @Test
    void aCatcherGetsTheErrorOnceTheRetriesAreSpent() throws Exception {
        JsonNode output = run("""
                "Arguments": {}, "Next": "Failed",
                "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": 1}],
                "Catch": [{"ErrorEquals": ["A"], "Next": "Failed"}]
                """, "A", "A");

        assertThat(calls).hasSize(2);
        assertThat(output).isEqualTo(Json.read("{\"caught\":{\"Error\":\"A\",\"Cause\":\"because of A\"}}"));
    }

    @Test
    void theFirstCatcherForAnErrorIsTheOneAndSaysWhatGoesOn() throws Exception {
        JsonNode output = run("""
                "Arguments": {}, "Next": "Failed",
                "Catch": [
                  {"ErrorEquals": ["B"], "Next": "Failed", "Output": "b"},
                  {"ErrorEquals": ["States.ALL"], "Next": "Failed", "Output": "{% $states.errorOutput.Cause %}"}]
                """, "A");

        assertThat(output).isEqualTo(Json.read("{\"caught\":\"because of A\"}"));
    }

    @Test
    void anUncaughtErrorFailsTheExecution() {
        assertFails(
                "\"Arguments\": {}, \"End\": true, \"Catch\": [{\"ErrorEquals\": [\"B\"], \"Next\": \"Failed\"}]", "A");
    }

    @Test
    void anErrorInTheArgumentsOrTheOutputIsTheTasks() throws Exception {
        String caught = """
                , "Next": "Failed", "Catch": [{"ErrorEquals": ["States.QueryEvaluationError"], "Next": "Failed",
                  "Output": "{% $states.errorOutput.Error %}"}]
                """;

        assertThat(run("\"Arguments\": \"{% $states.input.gone %}\"" + caught))
                .isEqualTo(Json.read("{\"caught\":\"States.QueryEvaluationError\"}"));
        assertThat(calls).isEmpty();
        assertThat(run("\"Arguments\": {}, \"Output\": \"{% $states.result.gone %}\"" + caught))
                .isEqualTo(Json.read("{\"caught\":\"States.QueryEvaluationError\"}"));
        assertThat(calls).hasSize(1);
    }

    @Test
    void aCallThatTakesLongerThanItsTimeIsATimeout() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> Asl.run(
                        start("\"Arguments\": {}, \"TimeoutSeconds\": 1, \"End\": true"),
                        "{}",
                        (resource, arguments) -> {
                            await(never);
                            return arguments;
                        },
                        pace))
                .asInstanceOf(InstanceOfAssertFactories.type(StateError.class))
                .extracting(StateError::error)
                .isEqualTo("States.Timeout");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String task(String retriers) {
        return "\"Arguments\": {}, \"End\": true, \"Retry\": [" + retriers + "]";
    }

    private static String start(String fields) {
        return "\"Start\": {\"Type\": \"Task\", \"Resource\": \"" + Asl.RESOURCE + "\", " + fields + "}" + FAILED;
    }

    /** Runs a Task that fails with these errors first. */
    private JsonNode run(String fields, String... errors) throws Exception {
        Queue<String> left = new ArrayDeque<>(List.of(errors));
        return Asl.run(
                start(fields),
                "{\"n\":1}",
                (resource, arguments) -> {
                    calls.add(arguments);
                    if (!left.isEmpty()) {
                        String error = left.remove();
                        throw new StateError(error, "because of " + error);
                    }
                    return arguments;
                },
                pace);
    }

    private void assertFails(String fields, String... errors) {
        assertThatThrownBy(() -> run(fields, errors))
                .asInstanceOf(InstanceOfAssertFactories.type(StateError.class))
                .extracting(StateError::error)
                .isEqualTo(errors[0]);
    }
}
