package io.github.ecstaskretry.core.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of RunTask that a task event does not tell, declared once for a policy's re-runs. Structures keep the API's own
 * (camel case) field names.
 *
 * @param capacityProviderStrategy replaces the one derived from the stopped task; empty: derived
 * @param placementConstraints as in RunTask
 * @param placementStrategy as in RunTask
 * @param volumeConfigurations as in RunTask
 * @param propagateTags {@code TASK_DEFINITION}; null: not sent
 * @param enableEcsManagedTags null: not sent
 * @param copyTags whether the stopped task's tags are read (one DescribeTasks) and given to the re-run
 * @param tags given to every re-run; they win over copied ones
 */
public record Launch(
        List<Map<String, Object>> capacityProviderStrategy,
        List<Map<String, Object>> placementConstraints,
        List<Map<String, Object>> placementStrategy,
        List<Map<String, Object>> volumeConfigurations,
        @Nullable String propagateTags,
        @Nullable Boolean enableEcsManagedTags,
        boolean copyTags,
        Map<String, String> tags) {

    /** Nothing declared. */
    public static final Launch NOTHING =
            new Launch(List.of(), List.of(), List.of(), List.of(), null, null, false, Map.of());

    /** Keeps copies, in order. */
    public Launch {
        capacityProviderStrategy = List.copyOf(capacityProviderStrategy);
        placementConstraints = List.copyOf(placementConstraints);
        placementStrategy = List.copyOf(placementStrategy);
        volumeConfigurations = List.copyOf(volumeConfigurations);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
