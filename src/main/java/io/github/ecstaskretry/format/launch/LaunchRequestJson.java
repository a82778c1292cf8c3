package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.plan.OverridesDocument;
import io.github.ecstaskretry.core.plan.RetryEnvironment;
import io.github.ecstaskretry.core.plan.RunTaskRequest;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import io.github.ecstaskretry.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * RunTask's parameters as the Step Functions AWS SDK integration takes them: names in Pascal case at every depth (Step Functions
 * developer guide, "Using AWS SDK service integrations"). Only the first letter differs from the API's names.
 *
 * <p>The table must not hold values of environments. The recorded request therefore has only their names; the values are put back
 * from the event, so that every delivery of the event gives the same input.
 */
public final class LaunchRequestJson {

    private static final String NAME = "Name";
    private static final String VALUE = "Value";

    private LaunchRequestJson() {}

    /** The request without the values of the caller's environment. */
    public static String redacted(RunTaskRequest request) {
        JsonNode tree = pascal(document(request));
        forEachVariable(tree, (container, variable) -> {
            if (!RetryEnvironment.NAMES.contains(variable.path(NAME).textValue())) {
                variable.remove(VALUE);
            }
        });
        return Json.write(tree);
    }

    /** The request in the API's own names, for people: the values of the caller's environment are masked. */
    public static JsonNode masked(RunTaskRequest request) {
        JsonNode tree = Json.parse(redacted(request));
        forEachVariable(tree, (container, variable) -> {
            if (!variable.has(VALUE)) {
                variable.put(VALUE, "***");
            }
        });
        return camel(tree);
    }

    /**
     * The request with its values.
     *
     * @param redacted as recorded
     * @param overrides of the stopped task
     * @throws IllegalStateException if the overrides lack a variable of the record, because they are of another task
     */
    static JsonNode withValues(String redacted, TaskOverrides overrides) {
        JsonNode tree = Json.parse(redacted);
        forEachVariable(tree, (container, variable) -> {
            if (!variable.has(VALUE)) {
                String name = variable.path(NAME).textValue();
                variable.put(
                        VALUE,
                        value(overrides, container, name)
                                .orElseThrow(() -> new IllegalStateException("the event's overrides lack environment"
                                        + " variable '" + name + "' of container '" + container
                                        + "', which the recorded launch request names")));
            }
        });
        return tree;
    }

    /**
     * The variables of a recorded request whose values the overrides lack, such as {@code TOKEN of container app}. If there are
     * none, {@link ExecutionJson#input} can write the request.
     */
    public static List<String> missingValues(String redacted, TaskOverrides overrides) {
        List<String> missing = new ArrayList<>();
        forEachVariable(Json.parse(redacted), (container, variable) -> {
            String name = variable.path(NAME).textValue();
            if (!variable.has(VALUE) && value(overrides, container, name).isEmpty()) {
                missing.add(name + " of container " + container);
            }
        });
        return missing;
    }

    /** Calls back with a container's name and each of its variables. */
    private static void forEachVariable(JsonNode request, BiConsumer<String, ObjectNode> action) {
        for (JsonNode container : request.path("Overrides").path("ContainerOverrides")) {
            for (JsonNode variable : container.path("Environment")) {
                action.accept(container.path(NAME).textValue(), (ObjectNode) variable);
            }
        }
    }

    private static Optional<String> value(TaskOverrides overrides, String container, String variable) {
        return overrides.container(container).stream()
                .map(ContainerOverride::environment)
                .flatMap(List::stream)
                .filter(candidate -> candidate.name().equals(variable))
                .map(EnvironmentVariable::value)
                .findFirst();
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
        Json.putIfPresent(document, "overrides", OverridesDocument.of(request.overrides()));
        request.tags()
                .forEach((key, value) -> document.withArrayProperty("tags")
                        .addObject()
                        .put("key", key)
                        .put("value", value));
        LaunchParameters launch = request.launch();
        Json.putIfPresent(document, "placementConstraints", launch.placementConstraints());
        Json.putIfPresent(document, "placementStrategy", launch.placementStrategy());
        Json.putIfPresent(document, "volumeConfigurations", launch.volumeConfigurations());
        Json.putIfPresent(document, "propagateTags", launch.propagateTags());
        Json.putIfPresent(document, "enableECSManagedTags", launch.enableEcsManagedTags());
        return document;
    }

    private static ObjectNode awsvpc(Network network) {
        ObjectNode document = Json.object();
        Json.putIfPresent(document, "subnets", network.subnets());
        Json.putIfPresent(document, "securityGroups", network.securityGroups());
        return document.put("assignPublicIp", network.assignPublicIp() ? "ENABLED" : "DISABLED");
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
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode renamed = Json.object();
                object.forEachEntry((name, value) -> renamed.set(
                        name.isEmpty() ? name : firstLetter.apply(name.charAt(0)) + name.substring(1),
                        renamed(value, firstLetter)));
                yield renamed;
            }
            case ArrayNode array -> {
                ArrayNode renamed = Json.array();
                array.forEach(element -> renamed.add(renamed(element, firstLetter)));
                yield renamed;
            }
            default -> tree;
        };
    }
}
