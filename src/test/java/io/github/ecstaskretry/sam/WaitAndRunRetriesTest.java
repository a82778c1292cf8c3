package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.asl.RecordedPace;
import io.github.ecstaskretry.testkit.standin.asl.StateError;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which errors of RunTask the state machine retries, and for how long. */
class WaitAndRunRetriesTest extends WaitAndRunFixture {

    private static final int RETRIES = 10;
    private static final int RETRIES_OF_THROTTLING = 75;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error retrieving security group information for [sg-0a]: An internal error has occurred (ErrorCode: InternalError)",
                "Error retrieving subnet information for [subnet-0a]: Request limit exceeded. (ErrorCode: RequestLimitExceeded)",
                "Unable to describe the subnet (Service: AmazonEC2; Status Code: 503; Error Code: Unavailable; Request ID: x)"
            })
    void retriesAPassingErrorOfEc2ThatEcsReportsAsAWrongParameter(String message) throws Exception {
        try (WaitAndRun machine = new WaitAndRun(A_TASK)) {
            machine.faults().refuse("ECS", "RunTask", AwsError.invalidParameter(message));
            machine.faults().refuse("ECS", "RunTask", AwsError.invalidParameter(message));
            JsonNode ended = machine.run(input(NOON));

            assertThat(ended.path("status").asText()).isEqualTo("SUCCEEDED");
            threeCallsMadeOneTask(machine);
            assertThat(ended.path("output").asText()).doesNotContain(SECRET);
        }
    }

    @Test
    void givesUpAfterFiftyMinutesOfAPassingErrorOfEc2() {
        RecordedPace pace = new RecordedPace(NOON);

        StateError error = failureOf(pace, (resource, arguments) -> {
            throw new StateError("Ecs.InvalidParameterException", "Trouble (ErrorCode: InternalError)");
        });

        assertThat(pace.pauses())
                .hasSize(15)
                .extracting(Duration::toSeconds)
                .startsWith(5L, 10L, 20L, 40L, 80L, 160L, 300L)
                .endsWith(300L);
        assertThat(pace.now()).isBetween(NOON.plusSeconds(2_700), NOON.plusSeconds(3_300));
        assertThat(error.error()).isEqualTo("LaunchFailed");
        assertThat(Json.read(error.cause())).isEqualTo(Json.read("""
                {"error":"Ecs.InvalidParameterException","cause":"Trouble (ErrorCode: InternalError)"}
                """));
    }

    @Test
    void retriesThrottlingAndServerErrors() throws Exception {
        try (WaitAndRun machine = new WaitAndRun(A_TASK)) {
            machine.faults().refuse("ECS", "RunTask", AwsError.throttled());
            machine.faults().refuse("ECS", "RunTask", serverError());
            machine.faults().refuse("ECS", "RunTask", AwsError.of(503, "ServiceUnavailable", "Slow down"));

            assertThat(machine.run(input(NOON)).path("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(machine.runTaskCalls()).hasSize(4);
            assertThat(machine.tasks()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"States.Timeout", "Ecs.SdkClientException", "Ecs.ThrottlingException"})
    void repeatsACallWithoutAnAnswer(String error) throws Exception {
        List<JsonNode> calls = new ArrayList<>();

        interpret(new RecordedPace(NOON), input(NOON), (resource, arguments) -> {
            calls.add(arguments);
            if (calls.size() == 1) {
                throw new StateError(error, "");
            }
            return answer(launchedTask());
        });

        assertThat(calls).hasSize(2);
        assertThat(calls.getLast()).isEqualTo(calls.getFirst());
    }

    @Test
    void givesTheLastErrorAsTheCauseWhenTheRetriesEnd() throws Exception {
        try (WaitAndRun machine = new WaitAndRun(TaskScript.always(TaskFate.refused(serverError())))) {
            JsonNode ended = machine.run(input(NOON));

            assertThat(machine.runTaskCalls()).hasSize(1 + RETRIES);
            assertThat(ended.path("error").asText()).isEqualTo("LaunchFailed");
            assertThat(Json.read(ended.path("cause").asText()).path("error").asText())
                    .isEqualTo("Ecs.ServerException");
        }
    }

    @Test
    void spacesItsRetriesUpToAMinuteWithJitter() {
        RecordedPace pace = new RecordedPace(NOON);
        StateError error = failureOf(pace, (resource, arguments) -> {
            throw new StateError("Ecs.ServerException", "");
        });

        List<Duration> longest = IntStream.rangeClosed(1, RETRIES)
                .mapToObj(retry -> Duration.ofSeconds(Math.min(60, 1L << retry)))
                .toList();
        assertThat(error.error()).isEqualTo("LaunchFailed");
        assertThat(pace.pauses()).hasSize(RETRIES).isNotEqualTo(longest);
        assertThat(pace.pauses())
                .zipSatisfy(longest, (pause, most) -> assertThat(pause).isLessThanOrEqualTo(most));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ecs.EcsException", "Ecs.ThrottlingException"})
    void waitsOutThrottlingForHours(String name) {
        RecordedPace pace = new RecordedPace(NOON);
        StateError error = failureOf(pace, (resource, arguments) -> {
            throw new StateError(name, "Rate exceeded (Service: Ecs, Status Code: 400)");
        });

        assertThat(pace.pauses())
                .hasSize(RETRIES_OF_THROTTLING)
                .allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofMinutes(10)));
        assertThat(Duration.between(NOON, pace.now())).isBetween(Duration.ofHours(5), Duration.ofHours(8));
        assertThat(Duration.ofMinutes(10).multipliedBy(RETRIES_OF_THROTTLING))
                .as("ECS keeps a client token for 24 hours")
                .isLessThan(Duration.ofHours(24));
        assertThat(Json.read(error.cause()).path("error").asText()).isEqualTo(name);
    }

    /** Each error has its own count, so that throttling does not use up the retries of a lost answer. */
    @Test
    void launchesAfterManyRefusalsOfBothKinds() throws Exception {
        List<JsonNode> calls = new ArrayList<>();

        interpret(new RecordedPace(NOON), input(NOON), (resource, arguments) -> {
            calls.add(arguments);
            if (calls.size() <= 80) {
                throw new StateError(calls.size() % 10 == 0 ? "States.Timeout" : "Ecs.EcsException", "");
            }
            return answer(launchedTask());
        });

        assertThat(calls).hasSize(81).containsOnly(calls.getFirst());
    }

    @Test
    void launchesNoSecondTaskAfterALostAnswer() throws Exception {
        try (WaitAndRun machine = new WaitAndRun(A_TASK)) {
            machine.faults().loseAnswer("ECS", "RunTask", serverError());
            machine.faults().loseAnswer("ECS", "RunTask", AwsError.throttled());
            JsonNode ended = machine.run(input(NOON));

            threeCallsMadeOneTask(machine);
            assertThat(Json.read(ended.path("output").asText())
                            .at("/taskArns/0")
                            .asText())
                    .isEqualTo(machine.tasks().getFirst().path("taskArn").asText());
        }
    }

    private static void threeCallsMadeOneTask(WaitAndRun machine) {
        assertThat(machine.runTaskCalls())
                .hasSize(3)
                .allSatisfy(call ->
                        assertThat(call.request().path("clientToken").asText()).isEqualTo(SECOND.launchName()));
        assertThat(machine.tasks()).hasSize(1);
    }
}
