package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import io.github.ecstaskretry.core.task.TaskSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of RunTask for one attempt (Amazon ECS API reference, {@code RunTask}). A parameter that is null or empty is not sent.
 * Structures keep the API's own (camel case) names.
 *
 * @param attempt gives {@code clientToken} and {@code startedBy}
 * @param taskDefinition the ARN with its revision
 * @param group only if it is not ECS's default
 * @param launchType null if a capacity provider strategy is sent, because RunTask takes one of the two
 * @param platformVersion Fargate only
 * @param enableExecuteCommand sent if true
 * @param network awsvpc only
 * @param overrides without the values of the caller's environment in a recorded request, because they may be secrets
 * @param tags without AWS's own tags
 */
public record RunTaskRequest(
        AttemptId attempt,
        String cluster,
        String taskDefinition,
        @Nullable String group,
        @Nullable String launchType,
        List<Map<String, Object>> capacityProviderStrategy,
        @Nullable String platformVersion,
        boolean enableExecuteCommand,
        @Nullable Network network,
        TaskOverrides overrides,
        Map<String, String> tags,
        List<Map<String, Object>> placementConstraints,
        List<Map<String, Object>> placementStrategy,
        List<Map<String, Object>> volumeConfigurations,
        @Nullable String propagateTags,
        @Nullable Boolean enableEcsManagedTags) {

    /** The variables that tell a re-run's containers which attempt they are. Their values are not secret, so they are recorded. */
    public static final String JOB_ID = "ECS_RETRY_JOB_ID";

    public static final String ATTEMPT = "ECS_RETRY_ATTEMPT";
    public static final String PREVIOUS_CAUSE = "ECS_RETRY_PREVIOUS_CAUSE";
    public static final Set<String> OWN_VARIABLES = Set.of(JOB_ID, ATTEMPT, PREVIOUS_CAUSE);

    private static final String FARGATE = "FARGATE";

    /** The request without the values of the caller's environment. */
    public RunTaskRequest redacted() {
        return with(overrides.mapEnvironment((container, variable) ->
                OWN_VARIABLES.contains(variable.name()) ? variable : new EnvironmentVariable(variable.name(), null)));
    }

    /**
     * The request with the values that the record leaves out.
     *
     * @param source the overrides of the attempt before
     * @throws IllegalStateException if the source lacks a variable, because it is of another task
     */
    public RunTaskRequest withValues(TaskOverrides source) {
        return with(overrides.mapEnvironment((container, variable) -> variable.value() != null
                ? variable
                : find(source, container, variable.name())
                        .orElseThrow(() -> new IllegalStateException("the event's overrides lack environment variable '"
                                + variable.name() + "' of container '" + container
                                + "', which the recorded launch request names"))));
    }

    /** The variables whose values the source lacks, such as {@code TOKEN of container app}. */
    public List<String> missingValues(TaskOverrides source) {
        List<String> missing = new ArrayList<>();
        overrides
                .containers()
                .forEach(container -> container.environment().stream()
                        .filter(variable -> variable.value() == null
                                && find(source, container.name(), variable.name())
                                        .isEmpty())
                        .forEach(variable -> missing.add(variable.name() + " of container " + container.name())));
        return missing;
    }

    /** The last one of that name: ECS's agent keeps a container's environment as a map. */
    private static Optional<EnvironmentVariable> find(TaskOverrides source, String container, String variable) {
        return source.of(container).stream()
                .flatMap(override -> override.environment().stream())
                .filter(candidate -> candidate.name().equals(variable) && candidate.value() != null)
                .reduce((first, last) -> last);
    }

    /** The parameters that a policy could declare, without tags. */
    public LaunchParameters parameters() {
        return new LaunchParameters(
                capacityProviderStrategy,
                placementConstraints,
                placementStrategy,
                volumeConfigurations,
                propagateTags,
                enableEcsManagedTags,
                false,
                Map.of());
    }

    public RunTaskRequest with(TaskOverrides other) {
        return with(attempt, network, other, placementConstraints);
    }

    public RunTaskRequest with(Network other) {
        return with(attempt, other, overrides, placementConstraints);
    }

    public RunTaskRequest with(List<Map<String, Object>> constraints) {
        return with(attempt, network, overrides, constraints);
    }

    /** The same launch under the name of another attempt, whose variables its containers get: {@code cause} is of the failure before it. */
    public RunTaskRequest as(AttemptId other, String cause) {
        Map<String, String> told =
                Map.of(JOB_ID, other.jobId(), ATTEMPT, Integer.toString(other.number()), PREVIOUS_CAUSE, cause);
        return with(
                other,
                network,
                overrides.mapEnvironment((container, variable) -> told.containsKey(variable.name())
                        ? new EnvironmentVariable(variable.name(), told.get(variable.name()))
                        : variable),
                placementConstraints);
    }

    private RunTaskRequest with(
            AttemptId newAttempt,
            @Nullable Network newNetwork,
            TaskOverrides newOverrides,
            List<Map<String, Object>> newConstraints) {
        return new RunTaskRequest(
                newAttempt,
                cluster,
                taskDefinition,
                group,
                launchType,
                capacityProviderStrategy,
                platformVersion,
                enableExecuteCommand,
                newNetwork,
                newOverrides,
                tags,
                newConstraints,
                placementStrategy,
                volumeConfigurations,
                propagateTags,
                enableEcsManagedTags);
    }

    /** The attempt's end if the request made no task. Lost values are empty. */
    public FailedLaunch failed(LaunchFailure stop, Instant stoppedAt, EventRef event) {
        return new FailedLaunch(
                attempt,
                cluster,
                taskDefinition,
                new Origin(group, attempt.startedBy()),
                placement(),
                new Times(null, null, stoppedAt),
                stop,
                overrides.mapEnvironment((container, variable) ->
                        variable.value() != null ? variable : new EnvironmentVariable(variable.name(), "")),
                enableExecuteCommand,
                event);
    }

    /** The task as it would have been if this request had launched it. Its subnet is one of the request's. */
    public StoppedTask launched(StoppedTask task) {
        Placement before = task.placement();
        Placement asked = placement();
        return task.on(
                new Placement(
                        asked.launchType() == null ? before.launchType() : asked.launchType(),
                        asked.capacityProvider(),
                        before.platformVersion(),
                        before.attachmentTypes(),
                        Set.of(),
                        new TaskSize(
                                size("cpu", before.size().cpu()),
                                size("memory", before.size().memory())),
                        before.detail().of(attempt)),
                overrides);
    }

    private @Nullable Long size(String override, @Nullable Long before) {
        return overrides.task().get(override) instanceof String text && text.matches("[1-9][0-9]{0,8}")
                ? (Long) Long.parseLong(text)
                : before;
    }

    /** A stopped task shows its placement in its attachments; a failed launch has only the request. */
    private Placement placement() {
        Set<String> attachments = new HashSet<>();
        if (network != null) {
            attachments.add("eni");
        }
        if (!volumeConfigurations.isEmpty()) {
            attachments.add("AmazonElasticBlockStorage");
        }
        // The planner names one provider only if the stopped task had it. Several providers come from the policy, which
        // declares them
        // again.
        String provider = !capacityProviderStrategy.isEmpty()
                        && capacityProviderStrategy.getFirst().get("capacityProvider") instanceof String name
                ? name
                : null;
        // FARGATE and FARGATE_SPOT give a task the launch type FARGATE, which RunTask refuses beside a strategy.
        return new Placement(
                provider != null && provider.startsWith(FARGATE) ? FARGATE : launchType,
                provider,
                platformVersion,
                attachments,
                Set.of(),
                TaskSize.UNKNOWN);
    }
}
