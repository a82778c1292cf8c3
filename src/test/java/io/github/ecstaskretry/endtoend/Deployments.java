package io.github.ecstaskretry.endtoend;

import io.github.ecstaskretry.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.standin.ecs.TaskScript;
import io.github.ecstaskretry.standin.lambda.JavaRuntime;
import io.github.ecstaskretry.standin.wire.TimeScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Deploys the packaged function with a policy. */
final class Deployments {

    private Deployments() {}

    static LocalDeployment start(Path directory, String policy, TaskScript script, TimeScale timeScale) {
        return start(directory, policy, script, timeScale, JavaRuntime.ofThisSystem());
    }

    static LocalDeployment start(
            Path directory, String policy, TaskScript script, TimeScale timeScale, JavaRuntime runtime) {
        try {
            Path file = Files.writeString(directory.resolve("retry-policy.yaml"), policy);
            return LocalDeployment.start(new LocalDeployment.Setup(
                    script, timeScale, runtime, Map.of("RETRY_POLICY", file.toString()), directory, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
