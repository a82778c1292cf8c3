package io.github.ecstaskretry.core.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of RunTask that a policy declares for its re-runs, because a task event does not contain them. Structures keep the
 * API's own camel case field names.
 *
 * @param capacityProviderStrategy replaces the stopped task's; empty: the stopped task's
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

    /** The names in RunTask and in the policy file. */
    public static final String CAPACITY_PROVIDER_STRATEGY = "capacityProviderStrategy";

    public static final String PLACEMENT_CONSTRAINTS = "placementConstraints";
    public static final String PLACEMENT_STRATEGY = "placementStrategy";
    public static final String VOLUME_CONFIGURATIONS = "volumeConfigurations";
    public static final String PROPAGATE_TAGS = "propagateTags";
    public static final String ENABLE_ECS_MANAGED_TAGS = "enableECSManagedTags";
    public static final String TAGS = "tags";

    public static final LaunchParameters NOTHING =
            new LaunchParameters(List.of(), List.of(), List.of(), List.of(), null, null, false, Map.of());

    public LaunchParameters {
        capacityProviderStrategy = List.copyOf(capacityProviderStrategy);
        placementConstraints = List.copyOf(placementConstraints);
        placementStrategy = List.copyOf(placementStrategy);
        volumeConfigurations = List.copyOf(volumeConfigurations);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** These parameters, completed by the others. */
    public LaunchParameters over(LaunchParameters others) {
        Map<String, String> allTags = new LinkedHashMap<>(others.tags);
        allTags.putAll(tags);
        return new LaunchParameters(
                either(capacityProviderStrategy, others.capacityProviderStrategy),
                either(placementConstraints, others.placementConstraints),
                either(placementStrategy, others.placementStrategy),
                either(volumeConfigurations, others.volumeConfigurations),
                propagateTags == null ? others.propagateTags : propagateTags,
                enableEcsManagedTags == null ? others.enableEcsManagedTags : enableEcsManagedTags,
                copyTags || others.copyTags,
                allTags);
    }

    private static List<Map<String, Object>> either(List<Map<String, Object>> own, List<Map<String, Object>> others) {
        return own.isEmpty() ? others : own;
    }

    /** The parameters without the named ones. */
    public LaunchParameters without(Set<String> names) {
        return new LaunchParameters(
                names.contains(CAPACITY_PROVIDER_STRATEGY) ? List.of() : capacityProviderStrategy,
                names.contains(PLACEMENT_CONSTRAINTS) ? List.of() : placementConstraints,
                names.contains(PLACEMENT_STRATEGY) ? List.of() : placementStrategy,
                names.contains(VOLUME_CONFIGURATIONS) ? List.of() : volumeConfigurations,
                names.contains(PROPAGATE_TAGS) ? null : propagateTags,
                names.contains(ENABLE_ECS_MANAGED_TAGS) ? null : enableEcsManagedTags,
                copyTags,
                names.contains(TAGS) ? Map.of() : tags);
    }
}
