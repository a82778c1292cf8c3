package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an attempt that has ended into the RunTask request that does the same work again (design, section 9). */
public final class RelaunchPlanner {

    private RelaunchPlanner() {}

    /**
     * The request, or why there is none.
     *
     * @param task the attempt that has ended
     * @param next the attempt to launch
     * @param policy declares what the event does not tell
     * @param tags the stopped task's, empty when they were not read
     * @param causeId why the task stopped, told to the re-run as {@code ECS_RETRY_PREVIOUS_CAUSE}
     */
    public static Relaunch plan(
            EndedAttempt task, AttemptId next, Policy policy, Map<String, String> tags, String causeId) {
        Placement placement = task.placement();
        if (placement.awsvpc() && policy.network() == null) {
            return new Relaunch.Impossible(
                    "The task is in awsvpc mode, and its event does not tell the security groups."
                            + " Declare network: {subnets: […], securityGroups: […]} in policy '" + policy.name()
                            + "'.");
        }
        if (placement.hasLaunchVolume()
                && policy.launch().volumeConfigurations().isEmpty()) {
            return new Relaunch.Impossible("The task had an EBS volume, and its event does not tell the configuration."
                    + " Declare launch: {volumeConfigurations: […]} in policy '" + policy.name() + "'.");
        }
        List<Map<String, Object>> strategy = capacityProviderStrategy(placement, policy.launch());
        if (strategy.isEmpty() && placement.launchType() == null) {
            return new Relaunch.Impossible("The event tells neither launch type nor capacity provider. Declare launch:"
                    + " {capacityProviderStrategy: […]} in policy '" + policy.name() + "'.");
        }
        TaskOverrides overrides = RetryEnvironment.addTo(task, next, causeId);
        int length = OverridesLength.of(overrides);
        if (length > OverridesLength.LIMIT) {
            return new Relaunch.Impossible("The overrides are " + length + " characters long, RunTask takes "
                    + OverridesLength.LIMIT + ". Move some of them into the task definition.");
        }
        return new Relaunch.Possible(new RunTaskRequest(
                next,
                task.clusterArn(),
                task.taskDefinitionArn(),
                customGroup(task),
                strategy.isEmpty() ? placement.launchType() : null,
                strategy,
                placement.fargate() ? placement.platformVersion() : null,
                task.enableExecuteCommand(),
                placement.awsvpc() ? policy.network() : null,
                overrides,
                tags(tags, policy.launch()),
                policy.launch()));
    }

    /** A task that a capacity provider placed goes back to it: by launch type alone FARGATE_SPOT would become on-demand. */
    private static List<Map<String, Object>> capacityProviderStrategy(Placement placement, LaunchParameters launch) {
        if (!launch.capacityProviderStrategy().isEmpty()) {
            return launch.capacityProviderStrategy();
        }
        String provider = placement.capacityProvider();
        if (provider == null) {
            return List.of();
        }
        // In order, so that the same event gives the same text.
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("capacityProvider", provider);
        item.put("weight", 1);
        return List.of(item);
    }

    /** The default group is ECS's own to give. */
    private static @Nullable String customGroup(EndedAttempt task) {
        String group = task.origin().group();
        return group == null || group.equals("family:" + task.family()) ? null : group;
    }

    /** The prefix {@code aws:} is reserved (Amazon ECS API reference, {@code Tag}). */
    private static Map<String, String> tags(Map<String, String> copied, LaunchParameters launch) {
        Map<String, String> tags = new LinkedHashMap<>();
        copied.entrySet().stream()
                .filter(tag -> !tag.getKey().toLowerCase(Locale.ROOT).startsWith("aws:"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        tags.putAll(launch.tags());
        return tags;
    }
}
