package io.github.ecstaskretry.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.ecs.EcsStandIn;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.stepfunctions.DeployedStateMachine;
import io.github.ecstaskretry.testkit.standin.stepfunctions.StepFunctionsStandIn;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.Call;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.EventSink;
import io.github.ecstaskretry.testkit.standin.wire.Faults;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The state machine as {@code sam/} deploys it, on stand-ins of Step Functions and ECS that hardly wait. */
final class WaitAndRun implements AutoCloseable {

    private static final TimeScale HARDLY = TimeScale.atMost(Duration.ofMillis(1));

    private final Switchboard switchboard = new Switchboard();
    private final BlockingQueue<ObjectNode> ended = new LinkedBlockingQueue<>();
    private final EcsStandIn ecs;
    private final StepFunctionsStandIn stepFunctions;

    /**
     * Deploys it.
     *
     * @param script the fate of each launch
     */
    WaitAndRun(TaskScript script) {
        ecs = new EcsStandIn(Account.EXAMPLE, script, TimeScale.REAL, false, EventSink.NONE);
        stepFunctions = new StepFunctionsStandIn(
                Account.EXAMPLE,
                List.of(DeployedStateMachine.waitAndRun("wait-and-run")),
                switchboard,
                ecs.service(),
                HARDLY,
                ended::add);
    }

    /** Runs an execution and gives the {@code detail} of the event about its end. */
    JsonNode run(JsonNode input) throws InterruptedException {
        ObjectNode request = Json.object()
                .put("stateMachineArn", StepFunctionsStandIn.arn(Account.EXAMPLE, "wait-and-run"))
                .put("name", input.path("jobId").asText() + "-" + input.path("attempt"))
                .put("input", Json.write(input));
        switchboard.call(Caller.CLIENT, stepFunctions.service(), "StartExecution", request);
        ObjectNode event = ended.poll(1, TimeUnit.MINUTES);
        if (event == null) {
            throw new AssertionError("the execution has not ended");
        }
        return event.path("detail");
    }

    List<Call> runTaskCalls() {
        return switchboard.log().by(Caller.STATE_MACHINE);
    }

    List<ObjectNode> tasks() {
        return ecs.tasks();
    }

    Faults faults() {
        return switchboard.faults();
    }

    /** The history's events of a type. */
    List<JsonNode> history(JsonNode ended, String type) {
        ObjectNode request =
                Json.object().put("executionArn", ended.path("executionArn").asText());
        return Json.elements(switchboard
                        .call(Caller.CLIENT, stepFunctions.service(), "GetExecutionHistory", request)
                        .path("events"))
                .filter(event -> event.path("type").asText().equals(type))
                .toList();
    }

    @Override
    public void close() {
        stepFunctions.close();
        ecs.close();
    }
}
