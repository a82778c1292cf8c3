package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.format.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the error and cause of a failed wait-and-run execution. {@code sam/wait-and-run.asl.json} writes them: error {@code
 * LaunchFailed}, cause {@code {"failures":[{"arn","reason","detail"}]}} or {@code {"error","cause"}}.
 *
 * <p>The cause of any other error is not read, because {@code States.Runtime} quotes the state's parameters in it, with the values
 * of environments.
 */
public final class LaunchFailureJson {

    private static final String OURS = "LaunchFailed";

    /** A failure of which neither error nor cause is known. */
    static final LaunchFailure UNKNOWN = new LaunchFailure("States.Runtime", null, null);

    private LaunchFailureJson() {}

    /**
     * Why an execution ended without launching a task.
     *
     * @param status {@code FAILED}, {@code TIMED_OUT} or {@code ABORTED}
     */
    public static LaunchFailure read(String status, @Nullable String error, @Nullable String cause) {
        return switch (status) {
            case "ABORTED" -> new LaunchFailure(LaunchFailure.ABORTED, cause, null);
            case "TIMED_OUT" -> new LaunchFailure("States.Timeout", null, null);
            default -> read(error, cause);
        };
    }

    static LaunchFailure read(@Nullable String error, @Nullable String cause) {
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
