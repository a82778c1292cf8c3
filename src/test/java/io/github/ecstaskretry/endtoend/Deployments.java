package io.github.ecstaskretry.endtoend;

import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.deployment.Setup;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.lambda.JavaRuntime;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Deploys the packaged function with a policy. */
public final class Deployments {

    private Deployments() {}

    /** With the runtime of this system. */
    public static LocalDeployment start(Path directory, String policy, TaskScript script, TimeScale timeScale) {
        return start(directory, policy, script, timeScale, JavaRuntime.ofThisSystem());
    }

    static LocalDeployment start(
            Path directory, String policy, TaskScript script, TimeScale timeScale, JavaRuntime runtime) {
        return start(directory, policy, script, timeScale, runtime, Map.of(), 1);
    }

    /** With a function that makes each call once, so that one ordered fault fails an invocation; DynamoDB's client has its own ways. */
    static LocalDeployment startImpatient(Path directory, String policy, TaskScript script, TimeScale timeScale) {
        return start(
                directory,
                policy,
                script,
                timeScale,
                JavaRuntime.ofThisSystem(),
                Map.of("AWS_RETRY_MODE", "standard", "AWS_MAX_ATTEMPTS", "1"),
                1);
    }

    /** With further variables of the function, and several processes of it or none. */
    public static LocalDeployment start(
            Path directory,
            String policy,
            TaskScript script,
            TimeScale timeScale,
            Map<String, String> environment,
            int environments) {
        return start(directory, policy, script, timeScale, JavaRuntime.ofThisSystem(), environment, environments);
    }

    /** With several processes of the function. */
    static LocalDeployment start(
            Path directory, String policy, TaskScript script, TimeScale timeScale, int environments) {
        return start(directory, policy, script, timeScale, JavaRuntime.ofThisSystem(), Map.of(), environments);
    }

    private static LocalDeployment start(
            Path directory,
            String policy,
            TaskScript script,
            TimeScale timeScale,
            JavaRuntime runtime,
            Map<String, String> environment,
            int environments) {
        try {
            Path file = Files.writeString(directory.resolve("retry-policy.yaml"), policy);
            Map<String, String> variables = new HashMap<>(environment);
            variables.put("RETRY_POLICY", file.toString());
            return LocalDeployment.start(new Setup(script, timeScale, runtime, variables, directory, 0, environments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
