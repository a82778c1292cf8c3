package io.github.ecstaskretry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.event.EventJson;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.format.event.LaunchEnd;
import java.util.function.Consumer;

/**
 * Builds "Step Functions Execution Status Change" events of wait-and-run as EventBridge delivers them. The execution was to
 * launch an attempt of the job of {@link TaskEvent} and ended at 12:05:00 on 2026-01-31.
 */
public final class LaunchEvent {

    public static final String STATE_MACHINE_ARN = "arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run";

    private static final long FIVE_PAST_TWELVE = 1_769_861_100_000L;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode event = MAPPER.createObjectNode();
    private final ObjectNode detail = event.objectNode();

    private LaunchEvent(String status, String input) {
        String executionArn = STATE_MACHINE_ARN.replace("stateMachine", "execution") + ":" + TaskEvent.TASK_ID + "-2";
        event.put("version", "0");
        event.put("id", "22222222-3333-4444-5555-666666666666");
        event.put("detail-type", "Step Functions Execution Status Change");
        event.put("source", "aws.states");
        event.put("time", "2026-01-31T12:05:00Z");
        event.putArray("resources").add(executionArn);
        event.set("detail", detail);
        detail.put("executionArn", executionArn);
        detail.put("stateMachineArn", STATE_MACHINE_ARN);
        detail.put("name", TaskEvent.TASK_ID + "-2");
        detail.put("status", status);
        detail.put("startDate", FIVE_PAST_TWELVE - 10_000);
        detail.put("stopDate", FIVE_PAST_TWELVE);
        detail.put("input", input);
        detail.putNull("output");
    }

    /** RunTask answered with this failure. */
    public static LaunchEvent refused(String input, String reason) {
        return failed(input, "LaunchFailed", "{\"failures\":[{\"reason\":\"" + reason + "\"}]}");
    }

    /** The execution failed with this error and cause. */
    public static LaunchEvent failed(String input, String error, String cause) {
        return new LaunchEvent("FAILED", input)
                .with(detail -> detail.put("error", error).put("cause", cause));
    }

    /** The execution timed out. */
    public static LaunchEvent timedOut(String input) {
        return new LaunchEvent("TIMED_OUT", input);
    }

    /** Somebody stopped the execution. */
    public static LaunchEvent aborted(String input, String cause) {
        return new LaunchEvent("ABORTED", input).with(detail -> detail.put("cause", cause));
    }

    public LaunchEvent with(Consumer<ObjectNode> change) {
        change.accept(detail);
        return this;
    }

    public ObjectNode json() {
        return event;
    }

    /** The end that is read from the event. */
    public LaunchEnd end() {
        return ((Incoming.LaunchEnded) EventJson.read(event)).end();
    }
}
