package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.asl.RecordedPace;
import io.github.ecstaskretry.testkit.standin.asl.StateError;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failed execution says, and what it hides. */
class WaitAndRunErrorsTest extends WaitAndRunFixture {

    @Test
    void failsWhenEcsCannotPlaceTheTask() throws Exception {
        try (WaitAndRun machine = new WaitAndRun(TaskScript.always(
                new TaskFate.Unplaced("RESOURCE:FARGATE", "Capacity is unavailable at this time.")))) {
            JsonNode ended = machine.run(input(NOON));

            assertThat(ended.path("status").asText()).isEqualTo("FAILED");
            assertThat(ended.path("error").asText()).isEqualTo("LaunchFailed");
            assertThat(Json.read(ended.path("cause").asText())).isEqualTo(Json.read("""
                            {"failures":[{
                              "arn":"arn:aws:ecs:eu-west-1:111122223333:container-instance/prod/none",
                              "reason":"RESOURCE:FARGATE",
                              "detail":"Capacity is unavailable at this time."}]}
                            """));
            assertThat(machine.runTaskCalls()).hasSize(1);
        }
    }

    @Test
    void acceptsAFailureWithoutDetail() throws Exception {
        try (WaitAndRun machine = new WaitAndRun(TaskScript.always(TaskFate.unplaced("RESOURCE:MEMORY")))) {
            JsonNode failure = Json.read(machine.run(input(NOON)).path("cause").asText())
                    .path("failures")
                    .path(0);

            assertThat(failure.path("reason").asText()).isEqualTo("RESOURCE:MEMORY");
            assertThat(failure.has("detail")).isFalse();
        }
    }

    @Test
    void fitsManyLongFailuresIntoTheCause() {
        StateError error = failureOf(new RecordedPace(NOON), (resource, arguments) -> {
            List<Map<String, String>> failures = IntStream.range(0, 40)
                    .mapToObj(i -> Map.of("Arn", "a".repeat(2_000), "Reason", "AGENT", "Detail", "d".repeat(5_000)))
                    .toList();
            return Json.fromJava(Map.of("Tasks", List.of(), "Failures", failures));
        });

        assertThat(Json.read(error.cause()).path("failures")).hasSize(10).allSatisfy(failure -> {
            assertThat(failure.path("reason").asText()).isEqualTo("AGENT");
            assertThat(failure.path("detail").asText()).hasSize(1_024);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InvalidParameterException",
                "ClientException",
                "ClusterNotFoundException",
                "AccessDeniedException",
                "BlockedException",
                "ConflictException",
                "PlatformUnknownException",
                "PlatformTaskDefinitionIncompatibilityException",
                "UnsupportedFeatureException"
            })
    void failsAtOnceOnAClientError(String exception) throws Exception {
        try (WaitAndRun machine =
                new WaitAndRun(TaskScript.always(TaskFate.refused(AwsError.client(exception, "Not like this."))))) {
            JsonNode ended = machine.run(input(NOON));

            assertThat(ended.path("status").asText()).isEqualTo("FAILED");
            assertThat(ended.path("error").asText()).isEqualTo("LaunchFailed");
            JsonNode cause = Json.read(ended.path("cause").asText());
            assertThat(cause.propertyStream().map(Map.Entry::getKey)).containsExactly("error", "cause");
            assertThat(cause.path("error").asText()).isEqualTo("Ecs." + exception);
            assertThat(cause.path("cause").asText()).startsWith("Not like this. (Service: Ecs, Status Code: 400");
            assertThat(machine.runTaskCalls()).hasSize(1);
        }
    }

    @Test
    void aNullInAFailureIsLeftOut() {
        StateError error = failureOf(new RecordedPace(NOON), (resource, arguments) -> Json.read("""
                {"Tasks": null, "Failures": [{"Arn": null, "Reason": "RESOURCE:CPU", "Detail": null}]}
                """));

        assertThat(error.error()).isEqualTo("LaunchFailed");
        assertThat(Json.read(error.cause())).isEqualTo(Json.read("{\"failures\":[{\"reason\":\"RESOURCE:CPU\"}]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"States.TaskFailed", "States.QueryEvaluationError", "States.Permissions", "States.Http.Socket"})
    void hidesErrorsOfStepFunctionsBecauseTheyCouldQuoteTheInput(String name) {
        StateError error = failureOf(new RecordedPace(NOON), (resource, arguments) -> {
            throw new StateError(name, "The Parameters '" + arguments + "' could not be used");
        });

        assertThat(error.error()).isEqualTo("LaunchFailed");
        assertThat(Json.read(error.cause()).path("error").asText()).isEqualTo(name);
        assertThat(error.cause()).doesNotContain(SECRET);
    }

    @Test
    void keepsValuesOfOverridesOutOfErrorsCausesAndOutputs() throws Exception {
        List<TaskFate> fates = List.of(
                new TaskFate.KeepsRunning(),
                TaskFate.unplaced("RESOURCE:CPU"),
                TaskFate.refused(AwsError.invalidParameter("No Container Instances were found in your cluster.")),
                TaskFate.refused(serverError()));
        for (TaskFate fate : fates) {
            try (WaitAndRun machine = new WaitAndRun(TaskScript.always(fate))) {
                JsonNode ended = machine.run(input(NOON));

                assertThat(ended.path("input").asText()).contains(SECRET);
                assertThat(ended.path("error").asText()
                                + ended.path("cause").asText()
                                + ended.path("output").asText())
                        .isNotEmpty()
                        .doesNotContain(SECRET);
            }
        }
    }

    @Test
    void shortensAVeryLongError() {
        StateError error = failureOf(new RecordedPace(NOON), (resource, arguments) -> {
            throw new StateError("Ecs.ClientException", "x".repeat(32_768));
        });

        assertThat(Json.read(error.cause()).path("cause").asText()).hasSize(8_000);
    }
}
