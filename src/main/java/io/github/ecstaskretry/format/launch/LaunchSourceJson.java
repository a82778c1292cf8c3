package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.JsonField;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.format.event.OverridesJson;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads RunTask's parameters as rules and schedules keep them. The case of names is ignored, because the services mix it: {@code
 * NetworkConfiguration.awsvpcConfiguration.Subnets}, {@code CapacityProviderStrategy[].capacityProvider} (Amazon EventBridge API
 * reference, {@code EcsParameters}). A target's input has the overrides; a task's event repeats them as they were sent.
 */
public final class LaunchSourceJson {

    /** The names that differ from RunTask's by more than their case. */
    private static final Map<String, String> SYNONYMS = Map.of("taskdefinitionarn", "taskDefinition");

    private static final Map<String, String> NAMES = Arrays.stream(
                    ("cluster taskDefinition startedBy group launchType capacityProviderStrategy capacityProvider weight base"
                                    + " platformVersion networkConfiguration awsvpcConfiguration subnets securityGroups"
                                    + " assignPublicIp tags key value placementConstraints placementStrategy type expression"
                                    + " field volumeConfigurations propagateTags enableECSManagedTags enableExecuteCommand")
                            .split(" "))
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    private static final Set<String> NOT_READ = Set.of("overrides", "tags");

    private LaunchSourceJson() {}

    /**
     * Reads the target of a rule or a schedule.
     *
     * @param attempt the attempt whose launch is wanted
     * @param clusterArn the target's ARN
     * @param ecsParameters {@code EcsParameters}
     * @throws MalformedEventException if they are not RunTask's parameters
     */
    public static RunTaskRequest target(AttemptId attempt, String clusterArn, JsonNode ecsParameters) {
        return read(attempt, ecsParameters, clusterArn);
    }

    /**
     * Reads the input of a target: RunTask's overrides.
     *
     * @param input null if the target has none
     * @throws MalformedEventException if they are not overrides
     */
    public static TaskOverrides input(@Nullable String input) {
        return input == null
                ? TaskOverrides.NONE
                : OverridesJson.read(new JsonField("Input", LaunchRequestJson.camel(parsed(input))));
    }

    /**
     * Reads a whole RunTask request, such as the {@code Input} of a schedule's universal target. Without a cluster it is for the
     * cluster {@code default} (Amazon ECS API reference, {@code RunTask}).
     *
     * @throws MalformedEventException if it is not one
     */
    public static RunTaskRequest runTask(AttemptId attempt, String request) {
        return read(attempt, parsed(request), null);
    }

    /** Its {@code startedBy}; null without one. Throws a {@link MalformedEventException} if it is not a RunTask request. */
    public static @Nullable String startedBy(String request) {
        return new JsonField("Input", named(parsed(request), true))
                .get("startedBy")
                .nonEmptyText();
    }

    private static JsonNode parsed(String request) {
        return Json.tryParse(request)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new MalformedEventException("Input", "a RunTask request", "text that is not JSON"));
    }

    private static RunTaskRequest read(AttemptId attempt, JsonNode parameters, @Nullable String cluster) {
        ObjectNode request = (ObjectNode) named(parameters, true);
        if (cluster != null) {
            request.put("cluster", cluster);
        } else if (!request.has("cluster")) {
            request.put("cluster", "default");
        }
        JsonNode tags = member(parameters, "tags");
        if (tags != null) {
            request.set("tags", tags(tags));
        }
        // A base of 0 is the default; some services write it out.
        request.path("capacityProviderStrategy").forEach(item -> {
            if (item instanceof ObjectNode object && object.path("base").asInt() == 0) {
                object.remove("base");
            }
        });
        return LaunchRequestJson.read(new JsonField("", request), attempt, "");
    }

    private static @Nullable JsonNode member(JsonNode object, String name) {
        return object.propertyStream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** A tag is {@code {Key, Value}}; in Scheduler's API it is also a map of one key to its value ({@code TagMap}). */
    private static ArrayNode tags(JsonNode tags) {
        ArrayNode read = Json.array();
        for (JsonNode tag : tags) {
            JsonNode key = member(tag, "key");
            if (key != null) {
                JsonNode value = member(tag, "value");
                read.addObject().put("key", key.asText()).put("value", value == null ? "" : value.asText());
            } else {
                tag.forEachEntry(
                        (name, value) -> read.addObject().put("key", name).put("value", value.asText()));
            }
        }
        return read;
    }

    /** The tree with RunTask's own names. */
    private static JsonNode named(JsonNode tree, boolean root) {
        return Json.copy(tree, element -> named(element, false), (copy, name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!root || !NOT_READ.contains(lower)) {
                copy.set(name(name, lower), named(value, false));
            }
        });
    }

    private static String name(String name, String lower) {
        String known = NAMES.getOrDefault(lower, SYNONYMS.get(lower));
        return known != null || name.isEmpty()
                ? String.valueOf(known == null ? name : known)
                : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
