package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.Clients;
import io.github.ecstaskretry.testkit.standin.ecs.EcsStandIn;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.EventSink;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The stand-in with one state machine behind HTTP, a real client before it, and the events that it sends. */
final class StepFunctionsOverHttp implements AutoCloseable {

    static final String MACHINE_ARN = "arn:aws:states:eu-west-1:111122223333:stateMachine:machine";

    /** Waits for {@code wait} seconds if the input has it; otherwise runs the input as a task. */
    static final String DEFINITION = """
            {"QueryLanguage": "JSONata", "StartAt": "WaitOrRun", "TimeoutSeconds": 7200, "States": {
              "WaitOrRun": {"Type": "Choice", "Default": "Run", "Choices": [
                {"Condition": "{% $exists($states.input.wait) %}", "Next": "Wait"}]},
              "Wait": {"Type": "Wait", "Seconds": "{% $states.input.wait %}", "Next": "Done"},
              "Run": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ecs:runTask",
                "Arguments": "{% $states.input %}", "Output": "{% $count($states.result.Tasks) %}", "Next": "Done"},
              "Done": {"Type": "Succeed"}
            }}
            """;

    private final Switchboard switchboard = new Switchboard();
    private final BlockingQueue<ObjectNode> events = new LinkedBlockingQueue<>();
    private final EcsStandIn ecs = new EcsStandIn(
            Account.EXAMPLE, TaskScript.always(new TaskFate.KeepsRunning()), TimeScale.REAL, false, EventSink.NONE);
    private final StepFunctionsStandIn stepFunctions;
    private final HttpFront front;
    private final SfnClient client;

    StepFunctionsOverHttp(TimeScale timeScale) {
        stepFunctions = new StepFunctionsStandIn(
                Account.EXAMPLE,
                List.of(DeployedStateMachine.of("machine", DEFINITION, Map.of())),
                switchboard,
                ecs.service(),
                timeScale,
                events::add);
        front = new HttpFront(
                0, List.of(new AwsJson(switchboard, stepFunctions.service(), "AWSStepFunctions.", "1.0")));
        client = Clients.stepFunctions(front.endpoint());
    }

    SfnClient client() {
        return client;
    }

    Switchboard switchboard() {
        return switchboard;
    }

    /** Starts an execution and gives its ARN. */
    String start(String name, String input) {
        return client.startExecution(request ->
                        request.stateMachineArn(MACHINE_ARN).name(name).input(input))
                .executionArn();
    }

    /** The {@code detail} of the next event. */
    JsonNode nextEnd() throws InterruptedException {
        return nextEvent().path("detail");
    }

    JsonNode nextEvent() throws InterruptedException {
        JsonNode event = events.poll(1, TimeUnit.MINUTES);
        if (event == null) {
            throw new AssertionError("no event has come");
        }
        return event;
    }

    boolean hasEvents() {
        return !events.isEmpty();
    }

    @Override
    public void close() {
        client.close();
        front.close();
        stepFunctions.close();
        ecs.close();
    }
}
