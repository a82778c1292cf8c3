package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What ECS refuses in a RunTask request, as far as this project uses it (Amazon ECS API Reference, {@code RunTask}). The words
 * of the messages for overrides, network and strategy are those that users of ECS report; the others are this stand-in's.
 */
final class RunTaskRules {

    private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9/_-]{1,128}");
    private static final Pattern CLIENT_TOKEN = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int MOST_OVERRIDES = 8_192;
    private static final int MOST_TAGS = 50;
    private static final int MOST_SUBNETS = 16;
    private static final int MOST_SECURITY_GROUPS = 5;

    private RunTaskRules() {}

    /**
     * Checks a request.
     *
     * @param definition empty when it was not registered here: then its containers and network mode are not checked
     * @throws AwsError as ECS answers
     */
    static void check(ObjectNode request, Optional<TaskDefinition> definition) {
        demand(!request.path("taskDefinition").asText().isEmpty(), "TaskDefinition can not be blank.");
        int count = request.path("count").asInt(1);
        demand(count >= 1 && count <= 10, "count must be from 1 to 10.");
        demand(
                matches(request, "startedBy", STARTED_BY),
                "startedBy must have up to 128 letters, digits, '-', '/', '_'.");
        demand(
                matches(request, "clientToken", CLIENT_TOKEN),
                "clientToken must have up to 64 characters of ASCII 33-126.");
        demand(
                request.path("launchType").isMissingNode()
                        || request.path("capacityProviderStrategy").isEmpty(),
                "Specifying both a launch type and capacity provider strategy is not supported."
                        + " Remove one and try again.");
        demand(
                !request.path("propagateTags").asText().equals("SERVICE"),
                "propagateTags SERVICE is not valid for RunTask.");
        checkTags(request.path("tags"));
        checkOverrides(request.path("overrides"), definition);
        checkNetwork(request.path("networkConfiguration"), definition);
        demand(
                !NewTask.onFargate(request)
                        || FargateConfigurations.has(
                                NewTask.size(request, definition, "cpu").asLong(NewTask.DEFAULT_CPU),
                                NewTask.size(request, definition, "memory").asLong(NewTask.DEFAULT_MEMORY)),
                "No Fargate configuration exists for given values.");
    }

    private static void checkTags(JsonNode tags) {
        demand(tags.size() <= MOST_TAGS, "a task can have up to 50 tags.");
        for (JsonNode tag : tags) {
            String key = tag.path("key").asText();
            String value = tag.path("value").asText();
            demand(
                    !key.isEmpty() && key.length() <= 128 && TAG.matcher(key).matches() && !key.startsWith("aws:"),
                    "the tag key '" + key + "' is not valid.");
            demand(value.length() <= 256 && TAG.matcher(value).matches(), "the value of tag " + key + " is not valid.");
        }
    }

    private static void checkOverrides(JsonNode overrides, Optional<TaskDefinition> definition) {
        demand(
                overrides.isMissingNode() || Json.write(overrides).length() <= MOST_OVERRIDES,
                "Container Overrides length must be at most 8192");
        if (definition.isEmpty()) {
            return;
        }
        for (JsonNode override : overrides.path("containerOverrides")) {
            String container = override.path("name").asText();
            demand(
                    definition.get().has(container),
                    "Override for container named " + container + " is not a container in the TaskDefinition.");
        }
    }

    private static void checkNetwork(JsonNode network, Optional<TaskDefinition> definition) {
        JsonNode awsvpc = network.path("awsvpcConfiguration");
        demand(
                definition.isEmpty() || !definition.get().isAwsvpc() || !awsvpc.isMissingNode(),
                "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        demand(
                definition.isEmpty() || definition.get().isAwsvpc() || awsvpc.isMissingNode(),
                "Network Configuration is not valid for the given networkMode of this task definition.");
        if (!awsvpc.isMissingNode()) {
            demand(
                    !awsvpc.path("subnets").isEmpty() && awsvpc.path("subnets").size() <= MOST_SUBNETS,
                    "subnets must have 1 to 16 entries.");
            demand(
                    awsvpc.path("securityGroups").size() <= MOST_SECURITY_GROUPS,
                    "securityGroups can have up to 5 entries.");
        }
    }

    private static boolean matches(ObjectNode request, String member, Pattern pattern) {
        return request.path(member).isMissingNode()
                || pattern.matcher(request.path(member).asText()).matches();
    }

    private static void demand(boolean condition, String message) {
        if (!condition) {
            throw AwsError.invalidParameter(message);
        }
    }
}
