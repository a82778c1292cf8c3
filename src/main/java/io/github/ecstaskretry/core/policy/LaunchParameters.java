package io.github.ecstaskretry.core.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of RunTask that a policy declares for its re-runs, because a task event does not contain them. Structures keep the
 * API's own camel case field names.
 *
 * @param capacityProviderStrategy replaces the stopped task's; empty: the stopped task's
 * @param placementConstraints as in RunTask
 * @param placementStrategy as in RunTask
 * @param volumeConfigurations as in RunTask
 * @param propagateTags {@code TASK_DEFINITION}, or null to send nothing
 * @param enableEcsManagedTags null to send nothing
 * @param copyTags whether the re-run gets the stopped task's tags, which costs one DescribeTasks
 * @param tags given to every re-run; they win over copied tags
 */
public record LaunchParameters(
        List<Map<String, Object>> capacityProviderStrategy,
        List<Map<String, Object>> placementConstraints,
        List<Map<String, Object>> placementStrategy,
        List<Map<String, Object>> volumeConfigurations,
        @Nullable String propagateTags,
        @Nullable Boolean enableEcsManagedTags,
        boolean copyTags,
        Map<String, String> tags) {

    /** Nothing declared. */
    public static final LaunchParameters NOTHING =
            new LaunchParameters(List.of(), List.of(), List.of(), List.of(), null, null, false, Map.of());

    /** Copies the collections and keeps their order. */
    public LaunchParameters {
        capacityProviderStrategy = List.copyOf(capacityProviderStrategy);
        placementConstraints = List.copyOf(placementConstraints);
        placementStrategy = List.copyOf(placementStrategy);
        volumeConfigurations = List.copyOf(volumeConfigurations);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
