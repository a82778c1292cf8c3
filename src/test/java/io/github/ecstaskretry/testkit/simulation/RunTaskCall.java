package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.asl.ServiceCall;
import io.github.ecstaskretry.testkit.standin.asl.StateError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;

/** RunTask as the state machine calls it: ECS answers as the job's script says, and the call itself may fail. */
final class RunTaskCall implements ServiceCall {

    /** The Task's {@code TimeoutSeconds}. */
    private static final Duration TASK_TIMEOUT = Duration.ofSeconds(60);

    private final Timeline timeline;
    private final Chance chance;
    private final Faults faults;
    private final Outages outages;
    private final Ecs ecs;

    RunTaskCall(Timeline timeline, Chance chance, Faults faults, Outages outages, Ecs ecs) {
        this.timeline = timeline;
        this.chance = chance;
        this.faults = faults;
        this.outages = outages;
        this.ecs = ecs;
    }

    @Override
    public JsonNode call(String resource, JsonNode arguments) throws StateError {
        timeline.sleep(chance.millis(5, 200));
        if (outages.cover(Service.ECS)) {
            throw new StateError("Ecs.ServerException", "Service Unavailable (Service: Ecs, Status Code: 503)");
        }
        switch (faults.strike(Fault.OF_RUN_TASK, "RunTask", "").orElse(null)) {
            case null -> {
                return answer(arguments);
            }
            case THROTTLED ->
                throw new StateError("Ecs.EcsException", "Rate exceeded (Service: Ecs, Status Code: 400)");
            case REQUEST_LOST -> timeline.sleep(TASK_TIMEOUT);
            case ANSWER_LOST -> {
                answer(arguments);
                timeline.sleep(TASK_TIMEOUT);
            }
            default -> {
                if (chance.in(0.5)) {
                    answer(arguments);
                }
                throw new StateError(StateError.RUNTIME, "An internal error");
            }
        }
        throw new StateError(StateError.TIMEOUT, "");
    }

    /** A repeated client token is not refused. */
    private JsonNode answer(JsonNode arguments) throws StateError {
        String cluster = arguments.path("Cluster").asText();
        if (ecs.isDeleted(cluster)) {
            throw new StateError("Ecs.ClusterNotFoundException", "Cluster not found. (Service: Ecs, Status Code: 400)");
        }
        Answer scripted =
                ecs.hasMade(arguments) ? Answer.TASK : ecs.scene(arguments).answer();
        if (scripted == Answer.DENIED || ecs.isForbidden(cluster)) {
            throw new StateError("Ecs.AccessDeniedException", "not authorized to perform: iam:PassRole");
        }
        ObjectNode answer = Json.object();
        if (scripted == Answer.NO_ROOM) {
            ecs.noRoom(arguments);
            answer.putArray("Tasks");
            answer.putArray("Failures").addObject().put("Reason", "RESOURCE:FARGATE");
            return answer;
        }
        SimulatedTask task = ecs.run(arguments);
        answer.putArray("Tasks").addObject().put("TaskArn", task.arn());
        answer.putArray("Failures");
        return answer;
    }
}
