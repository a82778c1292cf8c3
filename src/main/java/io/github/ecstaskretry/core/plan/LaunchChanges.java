package io.github.ecstaskretry.core.plan;

import static io.github.ecstaskretry.core.policy.LaunchParameters.CAPACITY_PROVIDER_STRATEGY;
import static io.github.ecstaskretry.core.policy.LaunchParameters.ENABLE_ECS_MANAGED_TAGS;
import static io.github.ecstaskretry.core.policy.LaunchParameters.PLACEMENT_CONSTRAINTS;
import static io.github.ecstaskretry.core.policy.LaunchParameters.PLACEMENT_STRATEGY;
import static io.github.ecstaskretry.core.policy.LaunchParameters.PROPAGATE_TAGS;
import static io.github.ecstaskretry.core.policy.LaunchParameters.TAGS;
import static io.github.ecstaskretry.core.policy.LaunchParameters.VOLUME_CONFIGURATIONS;

import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words in which parameters two requests differ. */
final class LaunchChanges {

    private LaunchChanges() {}

    /** The parameters, in the order of the policy reference. */
    static List<ChangedParameter> between(RunTaskRequest before, RunTaskRequest after) {
        Map<String, String> old = words(before);
        List<ChangedParameter> changes = new ArrayList<>();
        words(after).forEach((parameter, value) -> {
            if (!value.equals(old.get(parameter))) {
                changes.add(new ChangedParameter(parameter, old.get(parameter), value));
            }
        });
        return changes;
    }

    private static Map<String, String> words(RunTaskRequest request) {
        Map<String, String> words = new LinkedHashMap<>();
        put(words, CAPACITY_PROVIDER_STRATEGY, capacity(request));
        put(words, PLACEMENT_CONSTRAINTS, all(request.placementConstraints()));
        put(words, PLACEMENT_STRATEGY, all(request.placementStrategy()));
        put(words, VOLUME_CONFIGURATIONS, all(request.volumeConfigurations()));
        put(words, PROPAGATE_TAGS, request.propagateTags());
        put(
                words,
                ENABLE_ECS_MANAGED_TAGS,
                request.enableEcsManagedTags() == null
                        ? null
                        : request.enableEcsManagedTags().toString());
        put(words, TAGS, request.tags().isEmpty() ? null : request.tags().toString());
        return words;
    }

    private static void put(Map<String, String> words, String parameter, @Nullable String value) {
        if (value != null) {
            words.put(parameter, value);
        }
    }

    private static @Nullable String capacity(RunTaskRequest request) {
        List<Map<String, Object>> strategy = request.capacityProviderStrategy();
        return switch (strategy.size()) {
            case 0 -> request.launchType();
            case 1 -> Objects.toString(strategy.getFirst().get("capacityProvider"));
            default -> all(strategy);
        };
    }

    private static @Nullable String all(List<Map<String, Object>> structures) {
        return structures.isEmpty()
                ? null
                : structures.stream()
                        .map(structure ->
                                structure.values().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(", "));
    }
}
