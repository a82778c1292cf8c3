package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.format.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message about a failure: {@code {"where","stopCode","text","exitCode","launchType"}}. Only {@code where} and {@code
 * text} are required; other members are ignored.
 *
 * <p>{@code where} says what the text is: {@code stoppedReason} and {@code exitCode} (the task's reason), {@code
 * containerReason}, {@code runTaskFailure} and {@code runTaskException} (what RunTask answered), {@code sfnError} (a Step
 * Functions execution's {@code {"error","cause"}} as JSON).
 */
public final class FailureMessageJson {

    private static final String PLACES =
            "stoppedReason, containerReason, exitCode, runTaskFailure, runTaskException or sfnError";

    /** The task's own reason if the message has only a container's. */
    private static final String FAILED_TO_START = "Task failed to start";

    private FailureMessageJson() {}

    /** The stop that the message describes. Throws a {@link MalformedEventException} if the line is not a JSON object or a field cannot be read. */
    public static Stop read(String line) {
        JsonField message = parse(line);
        JsonField where = message.get("where");
        String text = message.get("text").text("the message's text");
        return switch (where.text(PLACES)) {
            case "stoppedReason", "exitCode" -> task(message, text, null);
            case "containerReason" -> task(message, FAILED_TO_START, text);
            case "runTaskFailure", "runTaskException" -> new Stop.LaunchFailure(null, text, null);
            case "sfnError" -> execution(text);
            default -> throw where.refused(PLACES);
        };
    }

    private static JsonField parse(String line) {
        return Json.tryParse(line)
                .filter(JsonNode::isObject)
                .map(JsonField::root)
                .orElseThrow(() -> new MalformedEventException(
                        "line",
                        "a JSON object such as {\"where\":\"stoppedReason\",\"text\":\"…\"}",
                        "something else"));
    }

    private static Stop.TaskStop task(JsonField message, String stoppedReason, @Nullable String containerReason) {
        ContainerExit container = new ContainerExit(
                "app", message.get("exitCode").optionalInteger("a whole number such as 137"), containerReason);
        return new Stop.TaskStop(
                message.get("stopCode").optionalText(), stoppedReason, List.of(container), launchType(message));
    }

    /** ECS gives a task on Fargate Spot the launch type FARGATE. */
    private static @Nullable String launchType(JsonField message) {
        String launchType = message.get("launchType").optionalText();
        return "FARGATE_SPOT".equals(launchType) ? "FARGATE" : launchType;
    }

    private static Stop execution(String text) {
        JsonNode failure = Json.tryParse(text).orElse(null);
        if (failure == null || !failure.isObject()) {
            return ExecutionErrorJson.readCutOff(text);
        }
        JsonField root = JsonField.root(failure);
        return ExecutionErrorJson.read(
                root.get("error").optionalText(), root.get("cause").optionalText());
    }
}
