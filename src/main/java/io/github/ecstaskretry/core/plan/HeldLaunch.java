package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request of a retry that is held because no source knew how its task had been launched. CloudTrail's event history fills in what
 * neither the event contained nor the policy declares.
 */
public final class HeldLaunch {

    /** How long CloudTrail is asked. It delivers "typically within an average of about 5 minutes" (AWS CloudTrail user guide). */
    public static final Duration LONGEST = Duration.ofMinutes(60);

    static final String WAITS = "The retry waits until CloudTrail's event history tells how the task was launched, for "
            + LONGEST.toMinutes() + " minutes at most.";

    private HeldLaunch() {}

    /** Adds what a source knows now to the request. What the rule of this name declares goes first, then what the policy declares. */
    public static RunTaskRequest complete(RunTaskRequest held, Policy policy, String rule, RunTaskRequest known) {
        LaunchParameters launch = policy.change(rule).launch().over(policy.launch());
        LaunchParameters declared = RerunRequest.declared(launch, known);
        List<Map<String, Object>> strategy = launch.capacityProviderStrategy().isEmpty()
                        && !known.capacityProviderStrategy().isEmpty()
                ? known.capacityProviderStrategy()
                : held.capacityProviderStrategy();
        return new RunTaskRequest(
                held.attempt(),
                held.cluster(),
                held.taskDefinition(),
                held.group(),
                strategy.isEmpty() ? launchType(held, known) : null,
                strategy,
                held.platformVersion(),
                held.enableExecuteCommand(),
                held.network() == null ? known.network() : held.network(),
                held.overrides(),
                RerunRequest.tags(known.tags(), held.tags(), launch),
                declared.placementConstraints(),
                declared.placementStrategy(),
                declared.volumeConfigurations(),
                held.propagateTags() == null ? known.propagateTags() : held.propagateTags(),
                held.enableEcsManagedTags() == null ? known.enableEcsManagedTags() : held.enableEcsManagedTags());
    }

    private static @Nullable String launchType(RunTaskRequest held, RunTaskRequest known) {
        return held.launchType() == null ? known.launchType() : held.launchType();
    }

    /** Advice for a launch that no source knows. */
    public static String advice(Policy policy) {
        return "Declare "
                + (policy.network() == null
                        ? "network: {subnets: […], securityGroups: […]}"
                        : "launch: {volumeConfigurations: […]}")
                + " in policy '" + policy.name() + "'.";
    }
}
