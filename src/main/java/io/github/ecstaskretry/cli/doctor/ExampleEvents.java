package io.github.ecstaskretry.cli.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.Json;

/** Events to try the patterns of rules with. */
public final class ExampleEvents {

    private static final String TIME = "2026-01-31T12:00:00Z";
    private static final String TASK = "0123456789abcdef0123456789abcdef";

    private ExampleEvents() {}

    /** The event of a stopped task that somebody ran by hand. */
    public static String taskStopped(String clusterArn) {
        String taskArn = clusterArn.replace(":cluster/", ":task/") + "/" + TASK;
        ObjectNode event = event("aws.ecs", "ECS Task State Change", taskArn);
        event.putObject("detail")
                .put("clusterArn", clusterArn)
                .put("taskArn", taskArn)
                .put("group", "family:example")
                .put("lastStatus", "STOPPED")
                .put("desiredStatus", "STOPPED");
        return Json.write(event);
    }

    /** The event of a re-run that could not be launched. */
    public static String launchFailed(String stateMachineArn) {
        String executionArn = stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + TASK + "-2";
        ObjectNode event = event("aws.states", "Step Functions Execution Status Change", executionArn);
        event.putObject("detail")
                .put("executionArn", executionArn)
                .put("stateMachineArn", stateMachineArn)
                .put("status", "FAILED");
        return Json.write(event);
    }

    /** With the members that TestEventPattern demands (Amazon EventBridge API reference). */
    private static ObjectNode event(String source, String detailType, String resource) {
        String[] arn = resource.split(":", -1);
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", "00000000-0000-0000-0000-000000000000")
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", arn[4])
                .put("time", TIME)
                .put("region", arn[3]);
        event.putArray("resources").add(resource);
        return event;
    }
}
