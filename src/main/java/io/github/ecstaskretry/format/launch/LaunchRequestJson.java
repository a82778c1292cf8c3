package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.JsonField;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.format.event.OverridesJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * RunTask's parameters as the Step Functions AWS SDK integration takes them: names in Pascal case at every depth (Step Functions
 * developer guide, "Using AWS SDK service integrations"). Only the first letter differs from the API's names.
 *
 * <p>The table must not hold values of environments. A recorded request therefore has only their names, and the values are restored
 * from the event, so that every delivery of the event gives the same input.
 */
public final class LaunchRequestJson {

    private LaunchRequestJson() {}

    /** The request as the table keeps it, without the values of the caller's environment. */
    public static String redacted(RunTaskRequest request) {
        return Json.write(write(request.redacted()));
    }

    /** The request in the API's own names, for people: the values of the caller's environment are masked. */
    public static JsonNode masked(RunTaskRequest request) {
        TaskOverrides overrides = request.redacted()
                .overrides()
                .mapEnvironment((container, variable) ->
                        variable.value() != null ? variable : new EnvironmentVariable(variable.name(), "***"));
        return camel(document(request.with(overrides)));
    }

    /** How many characters the overrides take as JSON. */
    public static int length(TaskOverrides overrides) {
        return Json.write(document(overrides)).length();
    }

    /** Where the request runs its task: network, launch type or capacity providers, and platform version. */
    public static ObjectNode placement(RunTaskRequest request) {
        return ((ObjectNode) write(request))
                .retain("NetworkConfiguration", "LaunchType", "CapacityProviderStrategy", "PlatformVersion");
    }

    static JsonNode write(RunTaskRequest request) {
        return pascal(document(request));
    }

    /** Reads what the table keeps. Throws an {@link IllegalArgumentException} if {@link #redacted} has not written it. */
    public static RunTaskRequest read(String redacted, AttemptId attempt) {
        JsonNode request = Json.tryParse(redacted).orElseThrow(() -> new IllegalArgumentException("not JSON"));
        try {
            return read(new JsonField("launchRequest", camel(request)), attempt, null);
        } catch (MalformedEventException e) {
            throw new IllegalArgumentException("not a launch request", e);
        }
    }

    /** Reads a request in camel case. A variable of which only the name is there gets the missing value. */
    static RunTaskRequest read(JsonField request, AttemptId attempt, @Nullable String missingValue) {
        Map<String, String> tags = new LinkedHashMap<>();
        request.get("tags")
                .elements()
                .forEach(tag -> tags.put(
                        tag.get("key").text("a tag's key"), tag.get("value").text("a tag's value")));
        JsonField managedTags = request.get("enableECSManagedTags");
        return new RunTaskRequest(
                attempt,
                request.get("cluster").text("a cluster's ARN"),
                request.get("taskDefinition").text("a task definition's ARN"),
                request.get("group").nonEmptyText(),
                request.get("launchType").nonEmptyText(),
                structures(request.get("capacityProviderStrategy")),
                request.get("platformVersion").nonEmptyText(),
                request.get("enableExecuteCommand").optionalBoolean(),
                network(request.get("networkConfiguration")),
                OverridesJson.read(request.get("overrides"), missingValue),
                tags,
                structures(request.get("placementConstraints")),
                structures(request.get("placementStrategy")),
                structures(request.get("volumeConfigurations")),
                request.get("propagateTags").nonEmptyText(),
                managedTags.isAbsent() ? null : (Boolean) managedTags.optionalBoolean());
    }

    private static List<Map<String, Object>> structures(JsonField list) {
        return list.elements().stream()
                .map(element -> Json.plain((ObjectNode) element.object().node()))
                .toList();
    }

    private static @Nullable Network network(JsonField network) {
        if (network.isAbsent()) {
            return null;
        }
        JsonField awsvpc = network.get("awsvpcConfiguration");
        return new Network(
                texts(awsvpc.get("subnets")),
                texts(awsvpc.get("securityGroups")),
                "ENABLED".equals(awsvpc.get("assignPublicIp").optionalText()));
    }

    private static List<String> texts(JsonField list) {
        return list.elements().stream().map(element -> element.text("an id")).toList();
    }

    private static ObjectNode document(RunTaskRequest request) {
        ObjectNode document = Json.object();
        document.put("cluster", request.cluster());
        document.put("taskDefinition", request.taskDefinition());
        document.put("count", 1);
        document.put("clientToken", request.attempt().launchName());
        document.put("startedBy", request.attempt().startedBy());
        Json.putIfPresent(document, "group", request.group());
        Json.putIfPresent(document, "launchType", request.launchType());
        Json.putIfPresent(document, "capacityProviderStrategy", request.capacityProviderStrategy());
        Json.putIfPresent(document, "platformVersion", request.platformVersion());
        if (request.enableExecuteCommand()) {
            document.put("enableExecuteCommand", true);
        }
        if (request.network() != null) {
            document.putObject("networkConfiguration").set("awsvpcConfiguration", awsvpc(request.network()));
        }
        ObjectNode overrides = document(request.overrides());
        if (!overrides.isEmpty()) {
            document.set("overrides", overrides);
        }
        request.tags()
                .forEach((key, value) -> document.withArrayProperty("tags")
                        .addObject()
                        .put("key", key)
                        .put("value", value));
        Json.putIfPresent(document, "placementConstraints", request.placementConstraints());
        Json.putIfPresent(document, "placementStrategy", request.placementStrategy());
        Json.putIfPresent(document, "volumeConfigurations", request.volumeConfigurations());
        Json.putIfPresent(document, "propagateTags", request.propagateTags());
        Json.putIfPresent(document, "enableECSManagedTags", request.enableEcsManagedTags());
        return document;
    }

    private static ObjectNode awsvpc(Network network) {
        ObjectNode document = Json.object();
        Json.putIfPresent(document, "subnets", network.subnets());
        Json.putIfPresent(document, "securityGroups", network.securityGroups());
        return document.put("assignPublicIp", network.assignPublicIp() ? "ENABLED" : "DISABLED");
    }

    private static ObjectNode document(TaskOverrides overrides) {
        ObjectNode document = Json.object();
        for (ContainerOverride container : overrides.containers()) {
            ObjectNode entry = document.withArrayProperty("containerOverrides").addObject();
            entry.put("name", container.name());
            for (EnvironmentVariable variable : container.environment()) {
                ObjectNode pair = entry.withArrayProperty("environment").addObject();
                pair.put("name", variable.name());
                Json.putIfPresent(pair, "value", variable.value());
            }
            container.other().forEach((name, value) -> entry.set(name, Json.tree(value)));
        }
        overrides.task().forEach((name, value) -> document.set(name, Json.tree(value)));
        return document;
    }

    /** {@code sizeInGiB} becomes {@code SizeInGiB}, at every depth. */
    private static JsonNode pascal(JsonNode tree) {
        return renamed(tree, Character::toUpperCase);
    }

    /** {@code SizeInGiB} becomes {@code sizeInGiB}, at every depth. */
    static JsonNode camel(JsonNode tree) {
        return renamed(tree, Character::toLowerCase);
    }

    private static JsonNode renamed(JsonNode tree, UnaryOperator<Character> firstLetter) {
        return Json.copy(
                tree,
                element -> renamed(element, firstLetter),
                (copy, name, value) -> copy.set(
                        name.isEmpty() ? name : firstLetter.apply(name.charAt(0)) + name.substring(1),
                        renamed(value, firstLetter)));
    }
}
