package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.ContainerOverride;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Overrides as the tree of maps, lists and scalars that RunTask takes. */
public final class OverridesDocument {

    private OverridesDocument() {}

    /** The overrides as RunTask takes them: maps, lists and scalars under the API's own (camel case) names. */
    public static Map<String, Object> of(TaskOverrides overrides) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!overrides.containers().isEmpty()) {
            document.put(
                    "containerOverrides",
                    overrides.containers().stream().map(OverridesDocument::of).toList());
        }
        document.putAll(overrides.task());
        return document;
    }

    private static Map<String, Object> of(ContainerOverride container) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", container.name());
        if (!container.environment().isEmpty()) {
            List<Object> environment = new ArrayList<>();
            container
                    .environment()
                    .forEach(variable -> environment.add(orderedPair(variable.name(), variable.value())));
            document.put("environment", environment);
        }
        document.putAll(container.other());
        return document;
    }

    private static Map<String, Object> orderedPair(String name, String value) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("name", name);
        pair.put("value", value);
        return pair;
    }
}
