package io.github.ecstaskretry.core.learn;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the launch that made a task among the candidates. It refuses rather than guesses: a launch must agree with the event, and all
 * launches that fit must be alike.
 */
final class LaunchMatch {

    private LaunchMatch() {}

    /** The launch that made the task; no launch if none fits, or if different launches fit. */
    static Learned choose(EndedAttempt task, List<Learned.Launch> candidates) {
        List<String> why = new ArrayList<>();
        List<Learned.Launch> fitting = new ArrayList<>();
        for (Learned.Launch candidate : candidates) {
            contradiction(task, candidate.request())
                    .ifPresentOrElse(
                            reason -> why.add("The launch of " + candidate.source() + " " + reason + "."),
                            () -> fitting.add(candidate));
        }
        if (fitting.isEmpty()) {
            return new Learned.Nothing(why);
        }
        List<String> different = differences(fitting, task instanceof FailedLaunch);
        if (!different.isEmpty()) {
            why.add("Several may have launched the task (" + sources(fitting) + "), and they differ in "
                    + String.join(", ", different) + ".");
            return new Learned.Nothing(why);
        }
        return fitting.getFirst();
    }

    private static String sources(List<Learned.Launch> launches) {
        return launches.stream().map(Learned.Launch::source).collect(Collectors.joining(", "));
    }

    /** The parameters in which launches differ. */
    private static List<String> differences(List<Learned.Launch> launches, boolean overridden) {
        return parameters(launches.getFirst(), overridden).keySet().stream()
                .filter(name -> launches.stream()
                                .map(launch -> Optional.ofNullable(
                                        parameters(launch, overridden).get(name)))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    /**
     * The parameters that a source can provide, under RunTask's names, with the overrides if no event has them. Lists without an order
     * are sorted.
     */
    private static Map<String, @Nullable Object> parameters(Learned.Launch launch, boolean overridden) {
        RunTaskRequest request = launch.request();
        Network network = request.network();
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put(
                "networkConfiguration",
                network == null
                        ? null
                        : List.of(
                                new TreeSet<>(network.subnets()),
                                new TreeSet<>(network.securityGroups()),
                                network.assignPublicIp()));
        parameters.put("launchType", request.launchType());
        parameters.put("capacityProviderStrategy", request.capacityProviderStrategy());
        parameters.put("platformVersion", request.platformVersion());
        parameters.put("placementConstraints", request.placementConstraints());
        parameters.put("placementStrategy", request.placementStrategy());
        parameters.put("volumeConfigurations", request.volumeConfigurations());
        parameters.put("propagateTags", request.propagateTags());
        parameters.put("enableECSManagedTags", Boolean.TRUE.equals(request.enableEcsManagedTags()));
        parameters.put("tags", request.tags());
        if (overridden) {
            parameters.put("overrides", List.of(request.overrides(), String.valueOf(launch.otherOverrides())));
        }
        return parameters;
    }

    /** How the launch contradicts the task's event, as a predicate; empty if it may have made the task. */
    private static Optional<String> contradiction(EndedAttempt task, RunTaskRequest launch) {
        if (!sameCluster(task, launch.cluster())) {
            return Optional.of("is on the cluster " + launch.cluster());
        }
        String family = family(launch.taskDefinition());
        if (!family.equals(task.family())) {
            return Optional.of("runs the task definition " + family + ", not " + task.family());
        }
        String group = group(launch.group(), family);
        if (!Objects.equals(group, group(task.origin().group(), family))) {
            return Optional.of("has " + (group == null ? "no group" : "the group " + group));
        }
        return capacity(task.placement(), launch).or(() -> network(task.placement(), launch.network()));
    }

    private static boolean sameCluster(EndedAttempt task, String cluster) {
        return cluster.equals(task.clusterArn()) || cluster.equals(task.cluster());
    }

    /** Takes an ARN, or a family with or without its revision. */
    private static String family(String taskDefinition) {
        String name = taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1);
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** Null for ECS's default. */
    private static @Nullable String group(@Nullable String group, String family) {
        return group == null || group.equals("family:" + family) ? null : group;
    }

    /** A launch that names neither leaves the choice to the cluster, so it may have made any task. */
    private static Optional<String> capacity(Placement placement, RunTaskRequest launch) {
        String provider = placement.capacityProvider();
        List<String> providers = launch.capacityProviderStrategy().stream()
                .map(item -> String.valueOf(item.get("capacityProvider")))
                .toList();
        if (!providers.isEmpty()) {
            return provider != null && providers.contains(provider)
                    ? Optional.empty()
                    : Optional.of(
                            "names the capacity providers " + String.join(", ", providers) + ", and " + ran(placement));
        }
        String launchType = launch.launchType();
        boolean other = launchType != null
                && (provider != null
                        || !launchType.equals(Objects.requireNonNullElse(placement.launchType(), launchType)));
        return other
                ? Optional.of("names the launch type " + launchType + ", and " + ran(placement))
                : Optional.empty();
    }

    private static String ran(Placement placement) {
        return placement.capacityProvider() != null
                ? "the task was placed by " + placement.capacityProvider()
                : "the task ran on " + Objects.requireNonNullElse(placement.launchType(), "an unknown launch type");
    }

    private static Optional<String> network(Placement placement, @Nullable Network network) {
        if (network == null) {
            return placement.awsvpc()
                    ? Optional.of("has no network configuration, and the task is in awsvpc mode")
                    : Optional.empty();
        }
        List<String> other = placement.subnets().stream()
                .filter(subnet -> !network.subnets().contains(subnet))
                .sorted()
                .toList();
        return other.isEmpty()
                ? Optional.empty()
                : Optional.of("does not name the task's subnet " + String.join(", ", other));
    }
}
