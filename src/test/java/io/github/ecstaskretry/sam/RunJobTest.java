package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.testkit.standin.ecs.EcsStandIn;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.stepfunctions.DeployedStateMachine;
import io.github.ecstaskretry.testkit.standin.stepfunctions.StepFunctionsStandIn;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Call;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.EventSink;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the deployed run-job with the deployed wait-and-run, and answers in place of the function. */
class RunJobTest {

    private static final String WAIT_AND_RUN = StepFunctionsStandIn.arn(Account.EXAMPLE, "wait-and-run");
    private static final String RUN_JOB = StepFunctionsStandIn.arn(Account.EXAMPLE, "run-job");
    private static final String INPUT = """
            {"runTask": {"Cluster": "prod", "TaskDefinition": "etl:7", "StartedBy": "me", "LaunchType": "EC2"}}
            """;

    private final Switchboard switchboard = new Switchboard();
    private final BlockingQueue<JsonNode> stored = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> ended = new LinkedBlockingQueue<>();
    private final EcsStandIn ecs = new EcsStandIn(
            Account.EXAMPLE, TaskScript.always(new TaskFate.KeepsRunning()), TimeScale.REAL, false, EventSink.NONE);
    private final StepFunctionsStandIn stepFunctions = new StepFunctionsStandIn(
            Account.EXAMPLE,
            List.of(
                    DeployedStateMachine.waitAndRun("wait-and-run"),
                    DeployedStateMachine.runJob("run-job", WAIT_AND_RUN, "attempts")),
            switchboard,
            ecs.service(),
            new AwsService("DynamoDB", Map.of("PutItem", this::store)),
            TimeScale.atMost(Duration.ofMillis(1)),
            event -> {
                if (event.at("/detail/stateMachineArn").asText().equals(RUN_JOB)) {
                    ended.add(event.path("detail"));
                }
            });

    private ObjectNode store(ObjectNode request) {
        stored.add(request.path("Item"));
        return Json.object();
    }

    @AfterEach
    void close() {
        stepFunctions.close();
        ecs.close();
    }

    @Test
    void succeedsWithTheJobThatItIsSent() throws Exception {
        start(INPUT);

        send("SendTaskSuccess", next(stored), Map.of("output", "{\"outcome\":\"RECOVERED\"}"));

        JsonNode end = next(ended);
        assertThat(end.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(end.path("output").asText()).isEqualTo("{\"outcome\":\"RECOVERED\"}");
    }

    @Test
    void failsWithTheOutcomeThatItIsSent() throws Exception {
        start("{\"runTask\": {\"TaskDefinition\": \"etl:7\"}, \"timeoutSeconds\": null}");

        send("SendTaskFailure", next(stored), Map.of("error", "EXHAUSTED", "cause", "4 attempts"));

        JsonNode end = next(ended);
        assertThat(end.path("status").asText()).isEqualTo("FAILED");
        assertThat(end.path("error").asText()).isEqualTo("EXHAUSTED");
        assertThat(end.path("cause").asText()).isEqualTo("4 attempts");
    }

    @Test
    void namesTheJobAfterItsExecutionAndLaunchesAttempt1() throws Exception {
        String executionArn = start(INPUT);

        JsonNode item = next(stored);
        String jobId = item.at("/jobId/S").asText();
        assertThat(jobId)
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(executionArn.getBytes(StandardCharsets.UTF_8)))
                        .substring(0, 32));
        assertThat(item.at("/attempt/N").asText()).isEqualTo("0");
        assertThat(item.at("/executionArn/S").asText()).isEqualTo(executionArn);
        assertThat(item.at("/clusterArn/S").asText()).isEqualTo("arn:aws:ecs:eu-west-1:111122223333:cluster/prod");
        assertThat(item.at("/pendingShard/S").asText()).matches("answer-[0-3]");
        assertThat(item.at("/notBefore/S").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(item.at("/expiresAt/N").asText()).matches("\\d{10}");
        send("SendTaskSuccess", item, Map.of("output", "{}"));
        next(ended);
        AttemptId first = new AttemptId(jobId, 1);
        assertThat(runTask())
                .isEqualTo(Json.fromJava(Map.of(
                        "cluster",
                        "arn:aws:ecs:eu-west-1:111122223333:cluster/prod",
                        "taskDefinition",
                        "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:7",
                        "launchType",
                        "EC2",
                        "count",
                        1,
                        "startedBy",
                        first.startedBy(),
                        "clientToken",
                        first.launchName())));
    }

    /** What docs/cost.md and docs/run-job.md say. */
    @Test
    void takesThreeStateTransitionsBesidesTheFourOfEachLaunch() throws Exception {
        String executionArn = start(INPUT);
        JsonNode item = next(stored);
        send("SendTaskSuccess", item, Map.of("output", "{}"));
        next(ended);
        runTask();

        assertThat(entered(executionArn)).hasSize(3);
        assertThat(entered(WAIT_AND_RUN.replace(":stateMachine:", ":execution:") + ":"
                        + item.at("/jobId/S").asText() + "-1"))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                          | runTask
            {"runTask": {"Cluster": "prod"}}                            | TaskDefinition
            {"runTask": {"TaskDefinition": "etl:7", "Count": 2}}        | one task
            {"runTask": {"TaskDefinition": "etl:7", "Overrides": "x"}}  | Overrides
            {"runTask": {"TaskDefinition": "etl:7", "Overrides": {"ContainerOverrides": {"Name": "app"}}}} | ContainerOverrides is a list
            {"runTask": {"TaskDefinition": "etl:7", "Overrides": {"ContainerOverrides": [{"Cpu": 256}]}}} | have a Name
            {"runTask": {"TaskDefinition": "etl:7", "Overrides": {"ContainerOverrides": [{"Name": "app", "Environment": [{"Name": "A", "Value": 1}]}]}}} | which are strings
            {"runTask": {"TaskDefinition": "etl:7", "NetworkConfiguration": []}} | NetworkConfiguration
            {"runTask": {"TaskDefinition": "etl:7"}, "timeoutSeconds": 0}         | timeoutSeconds
            {"runTask": {"TaskDefinition": "etl:7"}, "timeoutSeconds": 1.5}       | timeoutSeconds
            {"runTask": {"TaskDefinition": "etl:7"}, "timeoutSeconds": 100000000} | timeoutSeconds
            {"runTask": {"TaskDefinition": "etl:7"}, "timeoutSeconds": "60"}      | timeoutSeconds
            """)
    void refusesAnInputThatItCannotRun(String input, String why) throws Exception {
        start(input);

        JsonNode end = next(ended);
        assertThat(end.path("status").asText()).isEqualTo("FAILED");
        assertThat(end.path("error").asText()).isEqualTo("States.QueryEvaluationError");
        assertThat(end.path("cause").asText()).contains(why);
        assertThat(stored).isEmpty();
        assertThat(switchboard.log().by(Caller.STATE_MACHINE)).isEmpty();
    }

    @Test
    void launchesOnceHoweverOftenItTries() throws Exception {
        switchboard.faults().loseAnswer("StepFunctions", "StartExecution", AwsError.throttled());
        switchboard.faults().loseAnswer("StepFunctions", "StartExecution", AwsError.throttled());
        switchboard.faults().refuse("DynamoDB", "PutItem", AwsError.throttled());

        assertThatThrownBy(() -> start(INPUT)).isInstanceOf(AwsError.class);

        send("SendTaskSuccess", next(stored), Map.of("output", "{}"));
        assertThat(next(ended).path("status").asText()).isEqualTo("SUCCEEDED");
        runTask();
    }

    /** Its timeoutSeconds are real ones. */
    @Test
    void stopsWaitingAfterItsTimeAndTakesNoAnswerAnyMore() throws Exception {
        start("{\"timeoutSeconds\": 1, \"runTask\": {\"TaskDefinition\": \"etl:7\"}}");

        JsonNode end = next(ended);
        assertThat(end.path("status").asText()).isEqualTo("FAILED");
        assertThat(end.path("error").asText()).isEqualTo("States.Timeout");
        JsonNode item = next(stored);
        assertThatThrownBy(() -> send("SendTaskSuccess", item, Map.of("output", "{}")))
                .isInstanceOfSatisfying(
                        AwsError.class, error -> assertThat(error.type()).isEqualTo("TaskTimedOut"));
    }

    private String start(String input) {
        ObjectNode request = Json.object().put("stateMachineArn", RUN_JOB).put("input", input);
        return call("StartExecution", request).path("executionArn").asText();
    }

    private void send(String operation, JsonNode item, Map<String, String> answer) {
        ObjectNode request =
                Json.object().put("taskToken", item.at("/taskToken/S").asText());
        answer.forEach(request::put);
        call(operation, request);
    }

    private ObjectNode call(String operation, ObjectNode request) {
        return switchboard.call(Caller.CLIENT, stepFunctions.service(), operation, request);
    }

    /** The request of the one RunTask call, which may still be on its way. */
    private JsonNode runTask() throws InterruptedException {
        while (true) {
            List<Call> calls = switchboard.log().by(Caller.STATE_MACHINE).stream()
                    .filter(call -> call.operation().equals("RunTask"))
                    .toList();
            if (!calls.isEmpty()) {
                assertThat(calls).hasSize(1);
                return calls.getFirst().request();
            }
            Thread.sleep(5);
        }
    }

    private List<String> entered(String executionArn) throws InterruptedException {
        ObjectNode request = Json.object().put("executionArn", executionArn);
        while (call("DescribeExecution", request).path("status").asText().equals("RUNNING")) {
            Thread.sleep(5);
        }
        return Json.elements(call("GetExecutionHistory", request).path("events"))
                .map(event -> event.path("type").asText())
                .filter(type -> type.endsWith("StateEntered"))
                .toList();
    }

    private static JsonNode next(BlockingQueue<JsonNode> queue) throws InterruptedException {
        JsonNode next = queue.poll(1, TimeUnit.MINUTES);
        assertThat(next).as("within a minute").isNotNull();
        return next;
    }
}
