package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The RunTask request of a re-run. The policy decides each parameter, then the known launch, if a source knows it, then the event. */
record RerunRequest(
        Situation situation,
        AttemptId attempt,
        TaskOverrides overrides,
        @Nullable RunTaskRequest known) {

    /** RunTask's limit (Amazon ECS API reference, {@code RunTask}, {@code tags}). */
    private static final int MOST_TAGS = 50;

    RunTaskRequest with(LaunchParameters launch) {
        EndedAttempt task = situation.ended();
        Placement placement = task.placement();
        LaunchParameters declared = declared(launch, known);
        List<Map<String, Object>> strategy = capacityProviderStrategy(placement, declared);
        return new RunTaskRequest(
                attempt,
                task.clusterArn(),
                task.taskDefinitionArn(),
                customGroup(task),
                strategy.isEmpty() ? launchType(placement, known) : null,
                strategy,
                platformVersion(placement, known),
                task.enableExecuteCommand(),
                network(placement, situation.policy(), known),
                overrides,
                tags(known == null ? Map.of() : known.tags(), situation.tags(), launch),
                declared.placementConstraints(),
                declared.placementStrategy(),
                declared.volumeConfigurations(),
                declared.propagateTags(),
                declared.enableEcsManagedTags());
    }

    /** The policy's values, completed by those of the known launch. */
    static LaunchParameters declared(LaunchParameters launch, @Nullable RunTaskRequest known) {
        return known == null ? launch : launch.over(known.parameters());
    }

    static @Nullable Network network(Placement placement, Policy policy, @Nullable RunTaskRequest known) {
        return (placement.awsvpc() && policy.network() != null)
                ? policy.network()
                : known == null ? null : known.network();
    }

    static @Nullable String launchType(Placement placement, @Nullable RunTaskRequest known) {
        return (placement.launchType() == null && known != null) ? known.launchType() : placement.launchType();
    }

    private static @Nullable String platformVersion(Placement placement, @Nullable RunTaskRequest known) {
        if (!placement.fargate()) {
            return null;
        }
        return (placement.platformVersion() == null && known != null)
                ? known.platformVersion()
                : placement.platformVersion();
    }

    /** A task that a capacity provider placed goes back to it: by launch type alone FARGATE_SPOT would become on-demand. */
    static List<Map<String, Object>> capacityProviderStrategy(Placement placement, LaunchParameters declared) {
        if (!declared.capacityProviderStrategy().isEmpty()) {
            return declared.capacityProviderStrategy();
        }
        String provider = placement.capacityProvider();
        if (provider == null) {
            return List.of();
        }
        // Sorted, so that the same event gives the same text.
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("capacityProvider", provider);
        item.put("weight", 1);
        return List.of(item);
    }

    /** ECS sets the default group itself. */
    private static @Nullable String customGroup(EndedAttempt task) {
        String group = task.origin().group();
        return group == null || group.equals("family:" + task.family()) ? null : group;
    }

    /** Says which tags of the task the retry does not get. */
    List<String> notes(LaunchParameters launch) {
        List<String> surplus =
                surplus(allTags(known == null ? Map.of() : known.tags(), situation.tags(), launch), launch);
        return surplus.isEmpty()
                ? List.of()
                : List.of("RunTask takes " + MOST_TAGS + " tags, so the retry does not get the task's "
                        + String.join(", ", surplus) + ".");
    }

    /** As many tags as RunTask takes; those that the policy declares stay. */
    static Map<String, String> tags(Map<String, String> known, Map<String, String> copied, LaunchParameters launch) {
        Map<String, String> tags = allTags(known, copied, launch);
        surplus(tags, launch).forEach(tags::remove);
        return tags;
    }

    private static List<String> surplus(Map<String, String> tags, LaunchParameters launch) {
        return tags.keySet().stream()
                .filter(key -> !launch.tags().containsKey(key))
                .limit(Math.max(0, tags.size() - MOST_TAGS))
                .toList();
    }

    /** The prefix {@code aws:} is reserved (Amazon ECS API reference, {@code Tag}). */
    private static Map<String, String> allTags(
            Map<String, String> known, Map<String, String> copied, LaunchParameters launch) {
        Map<String, String> tags = new LinkedHashMap<>();
        Stream.of(known, copied)
                .flatMap(source -> source.entrySet().stream().sorted(Map.Entry.comparingByKey()))
                .filter(tag -> !tag.getKey().toLowerCase(Locale.ROOT).startsWith("aws:"))
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        tags.putAll(launch.tags());
        return tags;
    }
}
