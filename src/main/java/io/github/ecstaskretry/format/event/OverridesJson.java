package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a task's overrides. Fields other than the environment are kept as they are, so that a re-run repeats fields that ECS adds
 * later.
 */
public final class OverridesJson {

    /** RunTask refuses these overrides, because AWS has ended Amazon Elastic Inference. */
    private static final Set<String> NOT_SENT = Set.of("containerOverrides", "inferenceAcceleratorOverrides");

    private static final Set<String> CONTAINER_FIELDS = Set.of("name", "environment");

    private OverridesJson() {}

    public static TaskOverrides read(JsonField overrides) {
        return read(overrides, "");
    }

    /** The same. Variables that have only a name get the given value. */
    public static TaskOverrides read(JsonField overrides, @Nullable String missingValue) {
        if (overrides.isAbsent()) {
            return TaskOverrides.NONE;
        }
        List<ContainerOverride> containers = overrides.object().get("containerOverrides").elements().stream()
                .map(container -> container(container, missingValue))
                .toList();
        return new TaskOverrides(containers, otherFields(overrides.node(), NOT_SENT));
    }

    private static ContainerOverride container(JsonField container, @Nullable String missingValue) {
        String name = container.object().get("name").text("the container's name");
        List<EnvironmentVariable> environment = container.get("environment").elements().stream()
                .map(variable -> variable(variable, missingValue))
                .toList();
        return new ContainerOverride(name, environment, otherFields(container.node(), CONTAINER_FIELDS));
    }

    private static EnvironmentVariable variable(JsonField variable, @Nullable String missingValue) {
        String value = variable.object().get("value").optionalText();
        return new EnvironmentVariable(
                variable.get("name").text("the variable's name"), value == null ? missingValue : value);
    }

    /** Leaves out the empty lists and objects that ECS shows if nothing is overridden. */
    private static Map<String, Object> otherFields(JsonNode object, Set<String> known) {
        Map<String, Object> fields = new LinkedHashMap<>();
        object.forEachEntry((name, value) -> {
            boolean empty = value.isNull() || (value.isContainerNode() && value.isEmpty());
            if (!empty && !known.contains(name)) {
                fields.put(name, value(value));
            }
        });
        return fields;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> otherFields(node, Set.of());
            case ARRAY -> node.valueStream().map(OverridesJson::value).toList();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
            default -> node.asText();
        };
    }
}
