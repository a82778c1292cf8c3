package io.github.ecstaskretry.sam;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs the deployed state machine on the input that the function writes. */
abstract class WaitAndRunFixture {

    static final AttemptId SECOND = new AttemptId(TaskEvent.TASK_ID, 2);
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    static final String SECRET = "s3cret";
    static final TaskScript A_TASK = TaskScript.always(new TaskFate.KeepsRunning());

    /** As the function writes it for a task of which an override is a secret. */
    static JsonNode input(Instant notBefore) {
        return input(notBefore, null);
    }

    static JsonNode input(Instant notBefore, Instant notAfter) {
        TaskEvent event = TaskEvent.exited(1).environment("app", "TOKEN", SECRET);
        Plan plan = Jobs.retry(event, TestPolicies.PATIENT, Map.of());
        return Json.read(ExecutionJson.input(((Plan.Relaunch) plan).request(), notBefore, notAfter));
    }

    static StateError tooLate(Instant deadline, ServiceCall service) {
        return catchThrowableOfType(
                StateError.class, () -> interpret(new RecordedPace(NOON), input(NOON, deadline), service));
    }

    static StateError failureOf(RecordedPace pace, ServiceCall service) {
        return catchThrowableOfType(StateError.class, () -> interpret(pace, input(NOON), service));
    }

    static JsonNode interpret(RecordedPace pace, JsonNode input, ServiceCall service) throws Exception {
        return interpret(Json.object(), pace, input, service);
    }

    static JsonNode interpret(ObjectNode context, RecordedPace pace, JsonNode input, ServiceCall service)
            throws Exception {
        return new Interpreter(
                        DeployedStateMachine.waitAndRun("wait-and-run").machine(),
                        context,
                        service,
                        pace,
                        Progress.NONE)
                .run(input);
    }

    static AwsError serverError() {
        return AwsError.of(500, "ServerException", "Service Unavailable");
    }

    static JsonNode launchedTask() {
        return Json.object().put("TaskArn", TaskEvent.TASK_ARN);
    }

    static JsonNode answer(JsonNode task) {
        return Json.fromJava(Map.of("Tasks", List.of(task), "Failures", List.of()));
    }
}
