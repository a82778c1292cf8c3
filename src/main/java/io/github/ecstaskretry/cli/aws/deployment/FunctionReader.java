package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.Deployment.InvokePermissions;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import io.github.ecstaskretry.cli.doctor.Lookup;
import io.github.ecstaskretry.cli.doctor.ServiceGrant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.Layer;

/** The function by its configuration, its resource policy and its asynchronous invocation (AWS Lambda API reference). */
final class FunctionReader {

    private final LambdaClient lambda;

    FunctionReader(LambdaClient lambda) {
        this.lambda = lambda;
    }

    Lookup<RetryFunction> function(String name) {
        return Lookups.of(
                "lambda:GetFunctionConfiguration",
                () -> function(lambda.getFunctionConfiguration(request -> request.functionName(name))));
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

    private RetryFunction function(GetFunctionConfigurationResponse function) {
        return new RetryFunction(
                function.functionName(),
                function.functionArn(),
                function.stateAsString(),
                function.lastUpdateStatusAsString(),
                function.stateReason() == null ? function.lastUpdateStatusReason() : function.stateReason(),
                variables(function.environment()),
                function.layers().stream().map(Layer::arn).toList(),
                stopped(function.functionName()));
    }

    /** A function without a policy allows nobody; one without a configuration for asynchronous invocation keeps no failed event. */
    Lookup<InvokePermissions> invocation(String name) {
        return orElse(
                        Lookups.of(
                                "lambda:GetPolicy",
                                () -> ServiceGrant.read(lambda.getPolicy(request -> request.functionName(name))
                                        .policy())),
                        List.<ServiceGrant>of())
                .then(grants -> orElse(
                        Lookups.of(
                                "lambda:GetFunctionEventInvokeConfig",
                                () -> new InvokePermissions(
                                        grants,
                                        failureDestination(lambda.getFunctionEventInvokeConfig(
                                                        request -> request.functionName(name))
                                                .destinationConfig()))),
                        new InvokePermissions(grants, null)));
    }

    private static <T> Lookup<T> orElse(Lookup<T> reading, T absent) {
        return reading instanceof Lookup.Absent<T>() ? new Lookup.Found<>(absent) : reading;
    }

    private static @Nullable String failureDestination(@Nullable DestinationConfig config) {
        return config == null || config.onFailure() == null
                ? null
                : config.onFailure().destination();
    }
}
