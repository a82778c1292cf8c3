package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What RunTask is asked for (Amazon ECS API reference, {@code RunTask}). Absent parts are null or empty and not sent.
 *
 * @param attempt gives {@code clientToken} and {@code startedBy}
 * @param cluster the cluster's ARN
 * @param taskDefinition the ARN with its revision
 * @param group a custom one only
 * @param launchType null when a capacity provider strategy is sent: RunTask takes one of the two
 * @param capacityProviderStrategy items in the API's own (camel case) names
 * @param platformVersion Fargate only
 * @param enableExecuteCommand sent when true
 * @param network awsvpc only
 * @param overrides with the values of the environment, which may be secrets
 * @param tags without those of AWS
 * @param launch the rest of what the policy declares
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
        LaunchParameters launch) {}
