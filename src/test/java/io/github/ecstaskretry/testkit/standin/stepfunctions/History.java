package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.asl.Progress;
import io.github.ecstaskretry.testkit.standin.asl.StateError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An execution's history (AWS Step Functions API Reference, {@code HistoryEvent}). */
final class History implements Progress {

    private static final Set<String> NEVER_EXITED = Set.of("Fail");

    private final String region;
    private final List<ObjectNode> events = new CopyOnWriteArrayList<>();
    private boolean ended;

    History(String region) {
        this.region = region;
    }

    List<ObjectNode> events() {
        return List.copyOf(events);
    }

    /** The last event. Later events of a stopped execution are dropped. */
    synchronized void end(String type, String detailsName, ObjectNode details) {
        add(type, detailsName, details);
        ended = true;
    }

    synchronized void add(String type, String detailsName, ObjectNode details) {
        if (ended) {
            return;
        }
        ObjectNode event = Json.object();
        event.set("timestamp", Times.epochSeconds(Times.now()));
        event.put("type", type);
        event.put("id", events.size() + 1);
        event.put("previousEventId", events.size());
        event.set(detailsName, details);
        events.add(event);
    }

    @Override
    public void entered(String type, String state, JsonNode input) {
        add(
                type + "StateEntered",
                "stateEnteredEventDetails",
                data("input", input).put("name", state));
    }

    @Override
    public void exited(String type, String state, JsonNode output) {
        if (!NEVER_EXITED.contains(type)) {
            add(
                    type + "StateExited",
                    "stateExitedEventDetails",
                    data("output", output).put("name", state));
        }
    }

    @Override
    public void taskScheduled(String resource, JsonNode arguments) {
        ObjectNode details = resource(resource);
        details.put("region", region).put("parameters", Json.write(arguments));
        add("TaskScheduled", "taskScheduledEventDetails", details);
        add("TaskStarted", "taskStartedEventDetails", resource(resource));
    }

    @Override
    public void taskSucceeded(String resource, JsonNode result) {
        ObjectNode details = data("output", result);
        details.setAll(resource(resource));
        add("TaskSucceeded", "taskSucceededEventDetails", details);
    }

    @Override
    public void taskFailed(String resource, StateError error) {
        boolean timedOut = error.error().equals(StateError.TIMEOUT);
        ObjectNode details = resource(resource).put("error", error.error()).put("cause", error.cause());
        add(
                timedOut ? "TaskTimedOut" : "TaskFailed",
                timedOut ? "taskTimedOutEventDetails" : "taskFailedEventDetails",
                details);
    }

    static ObjectNode data(String name, JsonNode data) {
        ObjectNode details = Json.object().put(name, Json.write(data));
        details.putObject(name + "Details").put("truncated", false);
        return details;
    }

    /** {@code arn:aws:states:::aws-sdk:ecs:runTask} is resource {@code runTask} of type {@code aws-sdk:ecs}. */
    private static ObjectNode resource(String arn) {
        String name = arn.substring("arn:aws:states:::".length());
        int colon = name.lastIndexOf(':');
        return Json.object().put("resourceType", name.substring(0, colon)).put("resource", name.substring(colon + 1));
    }
}
