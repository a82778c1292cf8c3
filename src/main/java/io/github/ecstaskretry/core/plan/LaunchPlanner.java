package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the RunTask request that launches the next attempt with the parameters of the one that ended (design, section 9). */
public final class LaunchPlanner {

    /**
     * RunTask's limit for the overrides, in characters "including the JSON formatting characters" (Amazon ECS API reference,
     * {@code RunTask}, {@code overrides}).
     */
    public static final int MOST_OVERRIDES = 8192;

    /** The source of a launch whose parameters the policy declares. */
    private static final String POLICY = "policy";

    private final ToIntFunction<TaskOverrides> overridesLength;

    /**
     * Plans launches.
     *
     * @param overridesLength how many characters overrides take as JSON
     */
    public LaunchPlanner(ToIntFunction<TaskOverrides> overridesLength) {
        this.overridesLength = overridesLength;
    }

    /**
     * The launch of a verdict that retries; the end of the job if the task cannot be launched faithfully.
     *
     * @param learned how the task was launched; what the policy declares and what the event contains come before it
     */
    public Plan plan(Situation situation, Verdict verdict, Learned learned) {
        return switch (verdict.next()) {
            case Verdict.EndJob end -> new Plan.NoLaunch(verdict, end);
            case Verdict.RunAgain retry -> {
                String obstacle = obstacle(situation, learned);
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
                        : new Plan.Relaunch(
                                withReasons(verdict, learned),
                                retry,
                                request(situation, retry, overrides, known(learned)),
                                source(situation.policy(), learned));
            }
        };
    }

    private Plan unlaunchable(Situation situation, Verdict retry, String reason) {
        Verdict verdict = Decider.unlaunchable(situation, retry, reason);
        return new Plan.NoLaunch(verdict, (Verdict.EndJob) verdict.next());
    }

    private static @Nullable RunTaskRequest known(Learned learned) {
        return learned instanceof Learned.Launch launch ? launch.request() : null;
    }

    /** A source that could not answer is named, because the re-run lacks what it knows. */
    private static Verdict withReasons(Verdict verdict, Learned learned) {
        String reasons = reasons(learned);
        return reasons.isEmpty()
                ? verdict
                : new Verdict(
                        verdict.cause(),
                        verdict.ruling().because(verdict.ruling().why() + reasons),
                        verdict.rules(),
                        verdict.next());
    }

    private static String reasons(Learned learned) {
        return switch (learned) {
            case Learned.Nothing nothing -> joined(nothing.why());
            case Learned.Later later -> joined(later.why()) + " " + HeldLaunch.WAITS;
            case Learned.Unrepeatable unrepeatable -> joined(List.of(unrepeatable.why()));
            case Learned.Launch _, Learned.NotYet _ -> "";
        };
    }

    private static String joined(List<String> sentences) {
        return sentences.stream().map(" "::concat).collect(Collectors.joining());
    }

    private static @Nullable String source(Policy policy, Learned learned) {
        if (learned instanceof Learned.Launch launch) {
            return launch.source();
        }
        return policy.network() == null && policy.launch().equals(LaunchParameters.NOTHING) ? null : POLICY;
    }

    /** What neither the event contains nor the policy declares nor a source knows; null if nothing is missing. */
    private static @Nullable String obstacle(Situation situation, Learned learned) {
        if (learned instanceof Learned.NotYet || learned instanceof Learned.Later) {
            return null;
        }
        if (learned instanceof Learned.Unrepeatable) {
            return "The launch cannot be repeated." + reasons(learned);
        }
        Placement placement = situation.ended().placement();
        Policy policy = situation.policy();
        RunTaskRequest known = known(learned);
        if (placement.awsvpc() && network(placement, policy, known) == null) {
            return "The task is in awsvpc mode, and its event does not contain the security groups." + reasons(learned)
                    + " Declare network: {subnets: […], securityGroups: […]} in policy '" + policy.name() + "'.";
        }
        if (placement.hasLaunchVolume()
                && declared(
                                policy.launch(),
                                known,
                                LaunchParameters::volumeConfigurations,
                                RunTaskRequest::volumeConfigurations)
                        .isEmpty()) {
            return "The task had an EBS volume, and its event does not contain the configuration." + reasons(learned)
                    + " Declare launch: {volumeConfigurations: […]} in policy '" + policy.name() + "'.";
        }
        if (launchType(placement, known) == null
                && capacityProviderStrategy(placement, policy.launch(), known).isEmpty()) {
            return "The event contains neither launch type nor capacity provider." + reasons(learned)
                    + " Declare launch: {capacityProviderStrategy: […]} in policy '" + policy.name() + "'.";
        }
        return null;
    }

    private static RunTaskRequest request(
            Situation situation, Verdict.RunAgain retry, TaskOverrides overrides, @Nullable RunTaskRequest known) {
        EndedAttempt task = situation.ended();
        Placement placement = task.placement();
        LaunchParameters launch = situation.policy().launch();
        List<Map<String, Object>> strategy = capacityProviderStrategy(placement, launch, known);
        return new RunTaskRequest(
                retry.attempt(),
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
                declared(launch, known, LaunchParameters::placementConstraints, RunTaskRequest::placementConstraints),
                declared(launch, known, LaunchParameters::placementStrategy, RunTaskRequest::placementStrategy),
                declared(launch, known, LaunchParameters::volumeConfigurations, RunTaskRequest::volumeConfigurations),
                (known == null || launch.propagateTags() != null) ? launch.propagateTags() : known.propagateTags(),
                (known == null || launch.enableEcsManagedTags() != null)
                        ? launch.enableEcsManagedTags()
                        : known.enableEcsManagedTags());
    }

    /** What the policy declares, else what the source knows. */
    static List<Map<String, Object>> declared(
            LaunchParameters launch,
            @Nullable RunTaskRequest known,
            Function<LaunchParameters, List<Map<String, Object>>> declaration,
            Function<RunTaskRequest, List<Map<String, Object>>> knowledge) {
        List<Map<String, Object>> declared = declaration.apply(launch);
        return (known == null || !declared.isEmpty()) ? declared : knowledge.apply(known);
    }

    private static @Nullable Network network(Placement placement, Policy policy, @Nullable RunTaskRequest known) {
        return (placement.awsvpc() && policy.network() != null)
                ? policy.network()
                : known == null ? null : known.network();
    }

    private static @Nullable String launchType(Placement placement, @Nullable RunTaskRequest known) {
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
    private static List<Map<String, Object>> capacityProviderStrategy(
            Placement placement, LaunchParameters launch, @Nullable RunTaskRequest known) {
        List<Map<String, Object>> strategy = declared(
                launch, known, LaunchParameters::capacityProviderStrategy, RunTaskRequest::capacityProviderStrategy);
        if (!strategy.isEmpty()) {
            return strategy;
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
    static Map<String, String> tags(Map<String, String> known, Map<String, String> copied, LaunchParameters launch) {
        Map<String, String> tags = new LinkedHashMap<>();
        Stream.of(known, copied)
                .flatMap(source -> source.entrySet().stream().sorted(Map.Entry.comparingByKey()))
                .filter(tag -> !tag.getKey().toLowerCase(Locale.ROOT).startsWith("aws:"))
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        tags.putAll(launch.tags());
        return tags;
    }
}
