package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.plan.OverridesDocument;
import io.github.ecstaskretry.core.plan.RetryEnvironment;
import io.github.ecstaskretry.core.plan.RunTaskRequest;
import io.github.ecstaskretry.core.policy.Launch;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import io.github.ecstaskretry.format.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * RunTask's parameters as the Step Functions AWS SDK integration takes them: names in PascalCase at every depth (Step Functions
 * developer guide, "Using AWS SDK service integrations").
 *
 * <p>The text that is recorded keeps of the environment only the names; {@link #withValues} puts the values back from the
 * event, so that the first delivery and every later one give the same input.
 */
public final class LaunchRequestJson {

    private static final String OVERRIDES = "Overrides";
    private static final String CONTAINER_OVERRIDES = "ContainerOverrides";
    private static final String ENVIRONMENT = "Environment";
    private static final String NAME = "Name";
    private static final String VALUE = "Value";

    private LaunchRequestJson() {}

    /** The request without the values of the caller's environment. */
    public static String redacted(RunTaskRequest request) {
        ObjectNode tree = (ObjectNode) MemberNames.pascalCase(Json.tree(document(request)));
        environments(tree)
                .forEach(environment -> environment.forEach(variable -> {
                    if (!RetryEnvironment.NAMES.contains(variable.get(NAME).textValue())) {
                        ((ObjectNode) variable).remove(VALUE);
                    }
                }));
        return Json.write(tree);
    }

    /** The request in the API's own names, for people: the values of the caller's environment are masked. */
    public static JsonNode masked(RunTaskRequest request) {
        ObjectNode tree = (ObjectNode) Json.parse(redacted(request));
        environments(tree)
                .forEach(environment -> environment.forEach(variable -> {
                    if (!variable.has(VALUE)) {
                        ((ObjectNode) variable).put(VALUE, "***");
                    }
                }));
        return MemberNames.camelCase(tree);
    }

    /**
     * The request with its values.
     *
     * @param redacted as recorded
     * @param overrides of the stopped task
     * @throws IllegalStateException when the overrides lack a variable of the record: they are of another task
     */
    static ObjectNode withValues(String redacted, TaskOverrides overrides) {
        ObjectNode tree = (ObjectNode) Json.parse(redacted);
        for (JsonNode container : tree.path(OVERRIDES).path(CONTAINER_OVERRIDES)) {
            String name = container.get(NAME).textValue();
            for (JsonNode variable : container.path(ENVIRONMENT)) {
                if (!variable.has(VALUE)) {
                    String value = value(overrides, name, variable.get(NAME).textValue());
                    ((ObjectNode) variable).put(VALUE, value);
                }
            }
        }
        return tree;
    }

    /**
     * The variables of a recorded request for which overrides have no value, such as {@code TOKEN of container app}; none when
     * {@link ExecutionInputJson#write} can write it with them.
     */
    public static List<String> missingValues(String redacted, TaskOverrides overrides) {
        List<String> missing = new ArrayList<>();
        for (JsonNode container : Json.parse(redacted).path(OVERRIDES).path(CONTAINER_OVERRIDES)) {
            String name = container.get(NAME).textValue();
            for (JsonNode variable : container.path(ENVIRONMENT)) {
                String variableName = variable.get(NAME).textValue();
                if (!variable.has(VALUE) && known(overrides, name, variableName).isEmpty()) {
                    missing.add(variableName + " of container " + name);
                }
            }
        }
        return missing;
    }

    private static Optional<String> known(TaskOverrides overrides, String container, String variable) {
        return overrides.container(container).stream()
                .map(ContainerOverride::environment)
                .flatMap(List::stream)
                .filter(candidate -> candidate.name().equals(variable))
                .map(EnvironmentVariable::value)
                .findFirst();
    }

    private static String value(TaskOverrides overrides, String container, String variable) {
        return known(overrides, container, variable)
                .orElseThrow(() -> new IllegalStateException("the event's overrides lack environment variable '"
                        + variable + "' of container '" + container + "', which the recorded launch request names"));
    }

    private static List<ArrayNode> environments(ObjectNode tree) {
        return tree.path(OVERRIDES)
                .path(CONTAINER_OVERRIDES)
                .valueStream()
                .map(container -> container.path(ENVIRONMENT))
                .filter(JsonNode::isArray)
                .map(ArrayNode.class::cast)
                .toList();
    }

    private static Map<String, Object> document(RunTaskRequest request) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("cluster", request.cluster());
        document.put("taskDefinition", request.taskDefinition());
        document.put("count", 1);
        document.put("clientToken", request.attempt().launchName());
        document.put("startedBy", request.attempt().startedBy());
        putIfPresent(document, "group", request.group());
        putIfPresent(document, "launchType", request.launchType());
        putIfPresent(document, "capacityProviderStrategy", request.capacityProviderStrategy());
        putIfPresent(document, "platformVersion", request.platformVersion());
        if (request.enableExecuteCommand()) {
            document.put("enableExecuteCommand", true);
        }
        if (request.network() != null) {
            document.put("networkConfiguration", Map.of("awsvpcConfiguration", awsvpc(request.network())));
        }
        putIfPresent(document, "overrides", OverridesDocument.of(request.overrides()));
        putIfPresent(document, "tags", tags(request.tags()));
        putLaunch(document, request.launch());
        return document;
    }

    private static void putLaunch(Map<String, Object> document, Launch launch) {
        putIfPresent(document, "placementConstraints", launch.placementConstraints());
        putIfPresent(document, "placementStrategy", launch.placementStrategy());
        putIfPresent(document, "volumeConfigurations", launch.volumeConfigurations());
        putIfPresent(document, "propagateTags", launch.propagateTags());
        putIfPresent(document, "enableECSManagedTags", launch.enableEcsManagedTags());
    }

    private static Map<String, Object> awsvpc(Network network) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("subnets", network.subnets());
        putIfPresent(document, "securityGroups", network.securityGroups());
        document.put("assignPublicIp", network.assignPublicIp() ? "ENABLED" : "DISABLED");
        return document;
    }

    private static List<Object> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> {
                    Map<String, Object> document = new LinkedHashMap<>();
                    document.put("key", tag.getKey());
                    document.put("value", tag.getValue());
                    return (Object) document;
                })
                .toList();
    }

    private static void putIfPresent(Map<String, Object> document, String name, @Nullable Object value) {
        boolean absent = value == null
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
        if (!absent) {
            document.put(name, value);
        }
    }
}
