package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import io.github.ecstaskretry.testkit.standin.asl.Interpreter;
import io.github.ecstaskretry.testkit.standin.asl.Progress;
import io.github.ecstaskretry.testkit.standin.asl.RecordedPace;
import io.github.ecstaskretry.testkit.standin.asl.ServiceCall;
import io.github.ecstaskretry.testkit.standin.asl.StateError;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.stepfunctions.DeployedStateMachine;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the deployed state machine on the input that the function writes. */
class WaitAndRunTest {

    private static final AttemptId SECOND = new AttemptId(TaskEvent.TASK_ID, 2);
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String SECRET = "s3cret";
    private static final TaskScript A_TASK = TaskScript.always(new TaskFate.KeepsRunning());
    private static final int RETRIES = 10;
    private static final int RETRIES_OF_THROTTLING = 150;

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
            assertThat(machine.runTaskCalls())
                    .hasSize(3)
                    .allSatisfy(call -> assertThat(
                                    call.request().path("clientToken").asText())
                            .isEqualTo(SECOND.launchName()));
            assertThat(machine.tasks()).hasSize(1);
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

    @Test
    void aNullInAFailureIsLeftOut() {
        StateError error = failureOf(new RecordedPace(NOON), (resource, arguments) -> Json.read("""
                {"Tasks": null, "Failures": [{"Arn": null, "Reason": "RESOURCE:CPU", "Detail": null}]}
                """));

        assertThat(error.error()).isEqualTo("LaunchFailed");
        assertThat(Json.read(error.cause())).isEqualTo(Json.read("{\"failures\":[{\"reason\":\"RESOURCE:CPU\"}]}"));
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
                .allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofMinutes(5)));
        assertThat(Duration.between(NOON, pace.now())).isBetween(Duration.ofHours(5), Duration.ofHours(8));
        assertThat(Duration.ofMinutes(5).multipliedBy(RETRIES_OF_THROTTLING))
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
            if (calls.size() <= 100) {
                throw new StateError(calls.size() % 10 == 0 ? "States.Timeout" : "Ecs.EcsException", "");
            }
            return answer(launchedTask());
        });

        assertThat(calls).hasSize(101).containsOnly(calls.getFirst());
    }

    @Test
    void launchesNoSecondTaskAfterALostAnswer() throws Exception {
        try (WaitAndRun machine = new WaitAndRun(A_TASK)) {
            machine.faults().loseAnswer("ECS", "RunTask", serverError());
            machine.faults().loseAnswer("ECS", "RunTask", AwsError.throttled());
            JsonNode ended = machine.run(input(NOON));

            assertThat(machine.runTaskCalls())
                    .hasSize(3)
                    .allSatisfy(call -> assertThat(
                                    call.request().path("clientToken").asText())
                            .isEqualTo(SECOND.launchName()));
            assertThat(machine.tasks()).hasSize(1);
            assertThat(Json.read(ended.path("output").asText())
                            .at("/taskArns/0")
                            .asText())
                    .isEqualTo(machine.tasks().getFirst().path("taskArn").asText());
        }
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

    /** As the function writes it for a task of which an override is a secret. */
    private static JsonNode input(Instant notBefore) {
        return input(notBefore, null);
    }

    private static JsonNode input(Instant notBefore, Instant notAfter) {
        TaskEvent event = TaskEvent.exited(1).environment("app", "TOKEN", SECRET);
        Plan plan = Jobs.retry(event, TestPolicies.PATIENT, Map.of());
        return Json.read(ExecutionJson.input(((Plan.Relaunch) plan).request(), notBefore, notAfter));
    }

    private static StateError tooLate(Instant deadline, ServiceCall service) {
        return catchThrowableOfType(
                StateError.class, () -> interpret(new RecordedPace(NOON), input(NOON, deadline), service));
    }

    private static StateError failureOf(RecordedPace pace, ServiceCall service) {
        return catchThrowableOfType(StateError.class, () -> interpret(pace, input(NOON), service));
    }

    private static JsonNode interpret(RecordedPace pace, JsonNode input, ServiceCall service) throws Exception {
        return interpret(Json.object(), pace, input, service);
    }

    private static JsonNode interpret(ObjectNode context, RecordedPace pace, JsonNode input, ServiceCall service)
            throws Exception {
        return new Interpreter(
                        DeployedStateMachine.waitAndRun("wait-and-run").machine(),
                        context,
                        service,
                        pace,
                        Progress.NONE)
                .run(input);
    }

    private static AwsError serverError() {
        return AwsError.of(500, "ServerException", "Service Unavailable");
    }

    private static JsonNode launchedTask() {
        return Json.object().put("TaskArn", TaskEvent.TASK_ARN);
    }

    private static JsonNode answer(JsonNode task) {
        return Json.fromJava(Map.of("Tasks", List.of(task), "Failures", List.of()));
    }
}
