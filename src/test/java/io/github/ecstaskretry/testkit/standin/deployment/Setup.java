package io.github.ecstaskretry.testkit.standin.deployment;

import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.lambda.JavaRuntime;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.util.Map;

/**
 * How {@link LocalDeployment} deploys.
 *
 * @param script the fate of each task
 * @param timeScale how waits are shortened
 * @param runtime how the function is run
 * @param environment of the function, besides what the deployment itself gives; {@code RETRY_POLICY} for one
 * @param directory for the unpacked function and its log
 * @param port of the endpoint; 0: any free one
 * @param environments how many processes of the function there are
 */
public record Setup(
        TaskScript script,
        TimeScale timeScale,
        JavaRuntime runtime,
        Map<String, String> environment,
        Path directory,
        int port,
        int environments) {}
