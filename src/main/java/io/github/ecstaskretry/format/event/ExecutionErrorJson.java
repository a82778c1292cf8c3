package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error and cause of a Step Functions state that ran an ECS task. {@code ecs:runTask.sync} reports the stopped task, or RunTask's
 * answer with its failures, as JSON (AWS Step Functions developer guide, "Run Amazon ECS or Fargate tasks with Step Functions"). Only
 * the members that describe the stop are read, so that no key or value of an environment can influence the decision.
 */
final class ExecutionErrorJson {

    /** A member with a text, in truncated JSON. */
    private static final Pattern TEXT_MEMBER =
            Pattern.compile("\"(StopCode|StoppedReason|Reason)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)");

    private static final Pattern JSON_IN_CAUSE = Pattern.compile("\"cause\"\\s*:\\s*\"\\s*\\{");

    private ExecutionErrorJson() {}

    /** A truncated {@code {"error","cause"}}. It is read as plain text unless the cause begins as JSON. */
    static Stop readCutOff(String text) {
        return JSON_IN_CAUSE.matcher(text).find()
                ? cutOff(null, text.replace("\\\"", "\""))
                : new Stop.LaunchFailure(null, text, null);
    }

    static Stop read(@Nullable String error, @Nullable String cause) {
        if (cause == null || !cause.stripLeading().startsWith("{")) {
            return new Stop.LaunchFailure(error, cause, null);
        }
        return Json.tryParse(cause).map(document -> document(error, document)).orElseGet(() -> cutOff(error, cause));
    }

    private static Stop document(@Nullable String error, JsonNode document) {
        JsonNode failure = member(document, "Failures").path(0);
        if (failure.isObject()) {
            return new Stop.LaunchFailure(null, text(failure, "Reason"), text(failure, "Detail"));
        }
        if (member(document, "StoppedReason").isMissingNode()
                && member(document, "StopCode").isMissingNode()
                && member(document, "Containers").isMissingNode()) {
            return new Stop.LaunchFailure(error, null, null);
        }
        List<ContainerExit> containers = new ArrayList<>();
        for (JsonNode container : member(document, "Containers")) {
            JsonNode exitCode = member(container, "ExitCode");
            String name = text(container, "Name");
            containers.add(new ContainerExit(
                    name == null ? "" : name,
                    exitCode.canConvertToLong() ? exitCode.longValue() : null,
                    text(container, "Reason")));
        }
        return new Stop.TaskStop(
                text(document, "StopCode"), text(document, "StoppedReason"), containers, text(document, "LaunchType"));
    }

    private static Stop cutOff(@Nullable String error, String cause) {
        String stopCode = null;
        String stoppedReason = null;
        List<ContainerExit> containers = new ArrayList<>();
        Matcher member = TEXT_MEMBER.matcher(cause);
        while (member.find()) {
            switch (member.group(1)) {
                case "StopCode" -> stopCode = member.group(2);
                case "StoppedReason" -> stoppedReason = member.group(2);
                default -> containers.add(new ContainerExit("", null, member.group(2)));
            }
        }
        return stopCode == null && stoppedReason == null && containers.isEmpty()
                ? new Stop.LaunchFailure(error, null, null)
                : new Stop.TaskStop(stopCode, stoppedReason, containers, null);
    }

    /** Step Functions writes AWS's names in upper camel case, wait-and-run's own cause in lower. */
    private static JsonNode member(JsonNode object, String name) {
        JsonNode upper = object.path(name);
        return upper.isMissingNode() ? object.path(Character.toLowerCase(name.charAt(0)) + name.substring(1)) : upper;
    }

    private static @Nullable String text(JsonNode object, String name) {
        JsonNode value = member(object, name);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }
}
