package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Makes the RunTask request that launches the next attempt with the parameters of the one that ended (design, section 9). */
public final class LaunchPlanner {

    /**
     * RunTask's limit for the overrides, in characters "including the JSON formatting characters" (Amazon ECS API reference,
     * {@code RunTask}, {@code overrides}).
     */
    public static final int MOST_OVERRIDES = 8192;

    private final ToIntFunction<TaskOverrides> overridesLength;

    /**
     * Plans launches.
     *
     * @param overridesLength how many characters overrides take as JSON
     */
    public LaunchPlanner(ToIntFunction<TaskOverrides> overridesLength) {
        this.overridesLength = overridesLength;
    }

    /** The launch of a verdict that retries; the end of the job if the task cannot be launched faithfully. */
    public Plan plan(Situation situation, Verdict verdict) {
        return switch (verdict.next()) {
            case Verdict.EndJob end -> new Plan.NoLaunch(verdict, end);
            case Verdict.RunAgain retry -> {
                String obstacle = obstacle(situation);
                if (obstacle != null) {
                    yield unlaunchable(situation, verdict, obstacle);
                }
                TaskOverrides overrides = RetryEnvironment.with(
                        situation.ended(), retry.attempt(), verdict.cause().id());
                if (overridesLength.applyAsInt(overrides) > MOST_OVERRIDES) {
                    overrides = RetryEnvironment.without(situation.ended());
                }
                int length = overridesLength.applyAsInt(overrides);
                yield length > MOST_OVERRIDES
                        ? unlaunchable(
                                situation,
                                verdict,
                                "The overrides are " + length + " characters long, RunTask takes " + MOST_OVERRIDES
                                        + ". Move some of them into the task definition.")
                        : new Plan.Launch(verdict, retry, request(situation, retry, overrides));
            }
        };
    }

    private Plan unlaunchable(Situation situation, Verdict retry, String reason) {
        Verdict verdict = Decider.unlaunchable(situation, retry, reason);
        return plan(situation, verdict);
    }

    /** What the event does not tell and the policy does not declare; null if nothing is missing. */
    private static @Nullable String obstacle(Situation situation) {
        Placement placement = situation.ended().placement();
        Policy policy = situation.policy();
        if (placement.awsvpc() && policy.network() == null) {
            return "The task is in awsvpc mode, and its event does not tell the security groups."
                    + " Declare network: {subnets: […], securityGroups: […]} in policy '" + policy.name() + "'.";
        }
        if (placement.hasLaunchVolume()
                && policy.launch().volumeConfigurations().isEmpty()) {
            return "The task had an EBS volume, and its event does not tell the configuration."
                    + " Declare launch: {volumeConfigurations: […]} in policy '" + policy.name() + "'.";
        }
        if (placement.launchType() == null
                && capacityProviderStrategy(placement, policy.launch()).isEmpty()) {
            return "The event tells neither launch type nor capacity provider. Declare launch:"
                    + " {capacityProviderStrategy: […]} in policy '" + policy.name() + "'.";
        }
        return null;
    }

    private static RunTaskRequest request(Situation situation, Verdict.RunAgain retry, TaskOverrides overrides) {
        EndedAttempt task = situation.ended();
        Placement placement = task.placement();
        Policy policy = situation.policy();
        List<Map<String, Object>> strategy = capacityProviderStrategy(placement, policy.launch());
        return new RunTaskRequest(
                retry.attempt(),
                task.clusterArn(),
                task.taskDefinitionArn(),
                customGroup(task),
                strategy.isEmpty() ? placement.launchType() : null,
                strategy,
                placement.fargate() ? placement.platformVersion() : null,
                task.enableExecuteCommand(),
                placement.awsvpc() ? policy.network() : null,
                overrides,
                tags(situation.tags(), policy.launch()),
                policy.launch().placementConstraints(),
                policy.launch().placementStrategy(),
                policy.launch().volumeConfigurations(),
                policy.launch().propagateTags(),
                policy.launch().enableEcsManagedTags());
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
