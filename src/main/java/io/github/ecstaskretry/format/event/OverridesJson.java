package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A task's overrides: the environment is read by name, every other field is kept as it is, so that new ones travel too. */
public final class OverridesJson {

    /** Amazon Elastic Inference has ended; RunTask refuses its overrides. */
    private static final Set<String> NOT_SENT = Set.of("containerOverrides", "inferenceAcceleratorOverrides");

    private static final Set<String> CONTAINER_FIELDS = Set.of("name", "environment");

    private OverridesJson() {}

    public static TaskOverrides read(JsonField overrides) {
        if (overrides.isAbsent()) {
            return TaskOverrides.NONE;
        }
        List<ContainerOverride> containers = overrides.object().get("containerOverrides").elements().stream()
                .map(OverridesJson::container)
                .toList();
        return new TaskOverrides(containers, otherFields(overrides.node(), NOT_SENT));
    }

    private static ContainerOverride container(JsonField container) {
        String name = container.object().get("name").text("the container's name");
        List<EnvironmentVariable> environment = container.get("environment").elements().stream()
                .map(OverridesJson::variable)
                .toList();
        return new ContainerOverride(name, environment, otherFields(container.node(), CONTAINER_FIELDS));
    }

    private static EnvironmentVariable variable(JsonField variable) {
        String value = variable.object().get("value").optionalText();
        return new EnvironmentVariable(variable.get("name").text("the variable's name"), value == null ? "" : value);
    }

    /** Without empty lists and objects: ECS shows them where nothing was overridden. */
    private static Map<String, Object> otherFields(JsonNode object, Set<String> known) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            boolean empty = field.getValue().isNull()
                    || (field.getValue().isContainerNode() && field.getValue().isEmpty());
            if (!known.contains(field.getKey()) && !empty) {
                fields.put(field.getKey(), value(field.getValue()));
            }
        }
        return fields;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> otherFields(node, Set.of());
            case ARRAY -> {
                List<Object> list = new ArrayList<>(node.size());
                node.forEach(element -> list.add(value(element)));
                yield list;
            }
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
            default -> node.asText();
        };
    }
}
