package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.Deployment;
import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import io.github.ecstaskretry.cli.doctor.Deployment.InvokePermissions;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import io.github.ecstaskretry.cli.doctor.Lookup;
import io.github.ecstaskretry.cli.doctor.ServiceGrant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.Layer;

/** Reads the function's configuration, resource policy, asynchronous invocation and metrics (AWS Lambda API reference). */
record FunctionReader(LambdaClient lambda, CloudWatchClient cloudWatch) {

    private static final int MINUTE = 60;

    Lookup<RetryFunction> function(String name) {
        return Lookups.of("lambda:GetFunctionConfiguration", () -> {
            GetFunctionConfigurationResponse function =
                    lambda.getFunctionConfiguration(request -> request.functionName(name));
            return new RetryFunction(
                    function.functionName(),
                    function.functionArn(),
                    function.stateAsString(),
                    function.lastUpdateStatusAsString(),
                    function.stateReason() == null ? function.lastUpdateStatusReason() : function.stateReason(),
                    variables(function.environment()),
                    function.layers().stream().map(Layer::arn).toList(),
                    stopped(function.functionName()));
        });
    }

    /** Lambda returns an error instead of the values if the caller may not decrypt them ({@code EnvironmentResponse} in its API). */
    private static Lookup<Map<String, String>> variables(@Nullable EnvironmentResponse environment) {
        if (environment == null) {
            return new Lookup.Found<>(Map.of());
        }
        return environment.error() == null
                ? new Lookup.Found<>(environment.variables())
                : new Lookup.Unknown<>(
                        "Lambda does not show the function's variables: "
                                + environment.error().message(),
                        "get kms:Decrypt allowed on the key that encrypts them");
    }

    private Lookup<Boolean> stopped(String name) {
        return Lookups.of("lambda:GetFunctionConcurrency", () -> {
            Integer reserved = lambda.getFunctionConcurrency(request -> request.functionName(name))
                    .reservedConcurrentExecutions();
            return reserved != null && reserved == 0;
        });
    }

    /** A function without a policy allows nobody; one without a configuration for asynchronous invocation keeps no failed event. */
    Lookup<InvokePermissions> invocation(String name) {
        Lookup<List<ServiceGrant>> grants = Lookups.of(
                "lambda:GetPolicy",
                () -> ServiceGrant.read(
                        lambda.getPolicy(request -> request.functionName(name)).policy()));
        return grants.orIfAbsent(List.of())
                .then(allowed -> Lookups.of(
                                "lambda:GetFunctionEventInvokeConfig",
                                () -> new InvokePermissions(allowed, failureDestination(name)))
                        .orIfAbsent(new InvokePermissions(allowed, null)));
    }

    private @Nullable String failureDestination(String name) {
        var config = lambda.getFunctionEventInvokeConfig(request -> request.functionName(name))
                .destinationConfig();
        return config == null || config.onFailure() == null
                ? null
                : config.onFailure().destination();
    }

    /** Its invocations in the last {@link Deployment#RECENT} (AWS Lambda developer guide, "Types of metrics for Lambda functions"). */
    Lookup<InvocationCounts> calls(String name, Instant now) {
        return Lookups.of(
                "cloudwatch:GetMetricStatistics",
                () -> new InvocationCounts(
                        sum("Invocations", name, now), sum("Errors", name, now), sum("Throttles", name, now)));
    }

    private long sum(String metric, String function, Instant now) {
        return Math.round(cloudWatch
                .getMetricStatistics(request -> request.namespace("AWS/Lambda")
                        .metricName(metric)
                        .dimensions(Dimension.builder()
                                .name("FunctionName")
                                .value(function)
                                .build())
                        .startTime(now.minus(Deployment.RECENT))
                        .endTime(now)
                        .period(MINUTE)
                        .statistics(Statistic.SUM))
                .datapoints()
                .stream()
                .mapToDouble(Datapoint::sum)
                .sum());
    }
}
