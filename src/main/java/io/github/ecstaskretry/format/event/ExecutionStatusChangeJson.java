package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.format.Json;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads "Step Functions Execution Status Change" events (Step Functions developer guide, "Automating Step Functions event delivery
 * with EventBridge").
 */
public final class ExecutionStatusChangeJson {

    static final String DETAIL_TYPE = "Step Functions Execution Status Change";

    private static final String OURS = "LaunchFailed";

    /** A failure without a known error or cause. */
    static final LaunchFailure UNKNOWN = new LaunchFailure("ReasonUnknown", null, null);

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
                launchFailure(
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

    /**
     * Why an execution of wait-and-run ended without launching a task. {@code sam/wait-and-run.asl.json} writes the error {@code
     * LaunchFailed} with the cause {@code {"failures":[{"arn","reason","detail"}]}} or {@code {"error","cause"}}. The cause of any
     * other error is not read, because {@code States.Runtime} quotes the state's parameters in it, with values of environments.
     *
     * @param status {@code FAILED}, {@code TIMED_OUT} or {@code ABORTED}
     */
    public static LaunchFailure launchFailure(String status, @Nullable String error, @Nullable String cause) {
        return switch (status) {
            case "ABORTED" -> new LaunchFailure(LaunchFailure.ABORTED, cause, null);
            case "TIMED_OUT" -> new LaunchFailure("States.Timeout", null, null);
            default -> launchFailure(error, cause);
        };
    }

    static LaunchFailure launchFailure(@Nullable String error, @Nullable String cause) {
        if (!OURS.equals(error)) {
            return error == null ? UNKNOWN : new LaunchFailure(error, null, null);
        }
        Optional<JsonNode> document = Optional.ofNullable(cause).flatMap(Json::tryParse);
        JsonNode failure = document.map(node -> node.path("failures").path(0)).orElse(null);
        if (failure != null && failure.isObject()) {
            return new LaunchFailure(null, text(failure, "reason"), text(failure, "detail"));
        }
        return document.filter(node -> node.path("error").isTextual())
                .map(node -> new LaunchFailure(text(node, "error"), text(node, "cause"), null))
                .orElseGet(() -> new LaunchFailure(OURS, cause, null));
    }

    private static @Nullable String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }
}
