package io.github.ecstaskretry.format.event;

import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads "Step Functions Execution Status Change" events (Step Functions developer guide, "Automating Step Functions event delivery
 * with EventBridge").
 */
final class ExecutionStatusChangeJson {

    static final String DETAIL_TYPE = "Step Functions Execution Status Change";

    private ExecutionStatusChangeJson() {}

    static Incoming read(JsonField event) {
        JsonField detail = event.get("detail").object();
        String status = detail.get("status").text("a status such as FAILED");
        return switch (status) {
            case "FAILED", "TIMED_OUT", "ABORTED" -> new Incoming.LaunchEnded(launchEnd(event, detail, status));
            default -> new Incoming.NotForUs("the execution is " + status);
        };
    }

    private static LaunchEnd launchEnd(JsonField event, JsonField detail, String status) {
        String id = event.get("id").nonEmptyText();
        return new LaunchEnd(
                detail.get("executionArn").arn("states", "execution", "an execution's ARN"),
                detail.get("stateMachineArn").arn("states", "stateMachine", "a state machine's ARN"),
                LaunchFailureJson.read(
                        status,
                        detail.get("error").nonEmptyText(),
                        detail.get("cause").nonEmptyText()),
                stoppedAt(event, detail),
                detail.get("input").nonEmptyText(),
                new EventRef(Objects.requireNonNullElse(id, ""), 0));
    }

    private static Instant stoppedAt(JsonField event, JsonField detail) {
        @Nullable Instant stopDate = detail.get("stopDate").optionalInstant();
        return stopDate == null ? event.get("time").instant() : stopDate;
    }
}
