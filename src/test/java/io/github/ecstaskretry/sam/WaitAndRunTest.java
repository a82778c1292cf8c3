package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.asl.RecordedPace;
import io.github.ecstaskretry.testkit.standin.asl.StateError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the state machine launches its task, and when it launches nothing. */
class WaitAndRunTest extends WaitAndRunFixture {

    @Test
    void waitsUntilTheAttemptIsDue() throws Exception {
        RecordedPace pace = new RecordedPace(NOON);

        interpret(pace, input(NOON.plusSeconds(90)), (resource, arguments) -> {
            assertThat(pace.now()).isEqualTo(NOON.plusSeconds(90));
            return answer(launchedTask());
        });

        assertThat(pace.pauses()).containsExactly(Duration.ofSeconds(90));
    }

    @Test
    void doesNotWaitForATimeInThePast() throws Exception {
        RecordedPace pace = new RecordedPace(NOON);

        interpret(pace, input(NOON.minusSeconds(1)), (resource, arguments) -> answer(launchedTask()));

        assertThat(pace.pauses()).isEmpty();
    }

    @Test
    void callsRunTaskWithTheRequestOfTheInput() throws Exception {
        JsonNode input = input(NOON);
        try (WaitAndRun machine = new WaitAndRun(A_TASK)) {
            JsonNode ended = machine.run(input);

            assertThat(machine.history(ended, "TaskScheduled"))
                    .singleElement()
                    .satisfies(event -> assertThat(Json.read(event.path("taskScheduledEventDetails")
                                    .path("parameters")
                                    .asText()))
                            .isEqualTo(input.path("runTask")));
            assertThat(machine.tasks()).singleElement().satisfies(task -> {
                assertThat(task.path("startedBy").asText()).isEqualTo(SECOND.startedBy());
                assertThat(task.path("taskDefinitionArn").asText()).isEqualTo(TaskEvent.TASK_DEFINITION_ARN);
                assertThat(task.at("/overrides/containerOverrides/0/environment/0/value")
                                .asText())
                        .isEqualTo(SECRET);
            });
        }
    }

    @Test
    void succeedsWhenATaskWasLaunched() throws Exception {
        try (WaitAndRun machine = new WaitAndRun(A_TASK)) {
            JsonNode ended = machine.run(input(NOON));

            assertThat(ended.path("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(Json.read(ended.path("output").asText()))
                    .isEqualTo(Json.fromJava(Map.of(
                            "taskArns",
                            List.of(machine.tasks().getFirst().path("taskArn").asText()))));
        }
    }

    @Test
    void takesAnAnswerWithoutFailuresAsASuccess() throws Exception {
        JsonNode output = interpret(
                new RecordedPace(NOON),
                input(NOON),
                (resource, arguments) -> Json.read("{\"Tasks\":[{\"TaskArn\":\"arn\"}]}"));

        assertThat(output).isEqualTo(Json.read("{\"taskArns\":[\"arn\"]}"));
    }

    @Test
    void aRedrivenExecutionLaunchesNothing() {
        List<JsonNode> calls = new ArrayList<>();
        ObjectNode redriven = Json.object();
        redriven.putObject("Execution").put("RedriveCount", 1);

        StateError error = catchThrowableOfType(
                StateError.class,
                () -> interpret(redriven, new RecordedPace(NOON), input(NOON), (resource, arguments) -> {
                    calls.add(arguments);
                    return answer(launchedTask());
                }));

        assertThat(calls).isEmpty();
        assertThat(error.error()).isEqualTo("LaunchFailed");
        assertThat(Json.read(error.cause()).path("cause").asText())
                .isEqualTo("Somebody redrove this execution. A redriven execution launches nothing.");
        assertThat(error.cause()).doesNotContain(SECRET);
    }

    @Test
    void launchesNothingAfterTheDeadline() {
        List<JsonNode> calls = new ArrayList<>();

        StateError error = tooLate(NOON.minusMillis(1), (resource, arguments) -> {
            calls.add(arguments);
            return answer(launchedTask());
        });

        assertThat(calls).isEmpty();
        assertThat(error.error()).isEqualTo("LaunchFailed");
        assertThat(Json.read(error.cause()).path("error").asText()).isEqualTo("TooLate");
        assertThat(error.cause()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({"Ecs.EcsException, Rate exceeded", "Ecs.InvalidParameterException, Trouble (ErrorCode: InternalError)"})
    void retriesNoCallAfterTheDeadline(String name, String cause) {
        List<JsonNode> calls = new ArrayList<>();

        StateError error = tooLate(NOON.plusSeconds(20), (resource, arguments) -> {
            calls.add(arguments);
            throw new StateError(name, cause);
        });

        assertThat(calls).isNotEmpty().hasSizeLessThan(100);
        assertThat(Json.read(error.cause()).path("error").asText()).isEqualTo("TooLate");
    }

    @Test
    void launchesUntilTheDeadline() throws Exception {
        assertThat(interpret(new RecordedPace(NOON), input(NOON, NOON), (resource, arguments) -> answer(launchedTask()))
                        .has("taskArns"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Tasks\":[{\"TaskArn\":\"arn\"}],\"Failures\":null}",
                "{\"Tasks\":[{\"TaskArn\":\"arn\"},{\"TaskArn\":null}],\"Failures\":[null]}"
            })
    void aNullInTheAnswerIsNoFailure(String answer) throws Exception {
        JsonNode output = interpret(new RecordedPace(NOON), input(NOON), (resource, arguments) -> Json.read(answer));

        assertThat(output).isEqualTo(Json.read("{\"taskArns\":[\"arn\"]}"));
    }
}
