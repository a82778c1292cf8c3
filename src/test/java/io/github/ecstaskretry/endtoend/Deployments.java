package io.github.ecstaskretry.endtoend;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.deployment.Setup;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.lambda.JavaRuntime;
import io.github.ecstaskretry.testkit.standin.lambda.StartUpCache;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Deploys the packaged function with a policy. */
public final class Deployments {

    private Deployments() {}

    /** With the runtime that starts quickest. */
    public static LocalDeployment start(Path directory, String policy, TaskScript script, TimeScale timeScale) {
        return start(directory, policy, script, timeScale, 1);
    }

    /** With several processes of the function. */
    static LocalDeployment start(
            Path directory, String policy, TaskScript script, TimeScale timeScale, int environments) {
        return start(directory, policy, script, timeScale, quickestRuntime(), Map.of(), environments);
    }

    /** With a function that makes each call once, so that one ordered fault fails an invocation; DynamoDB's client has its own ways. */
    static LocalDeployment startImpatient(Path directory, String policy, TaskScript script, TimeScale timeScale) {
        return start(
                directory,
                policy,
                script,
                timeScale,
                quickestRuntime(),
                Map.of("AWS_RETRY_MODE", "standard", "AWS_MAX_ATTEMPTS", "1"),
                1);
    }

    /** With the {@link StartUpCache}, where it can be used. */
    static JavaRuntime quickestRuntime() {
        JavaRuntime runtime = JavaRuntime.quickest();
        if (runtime == JavaRuntime.CACHED) {
            StartUpCache.make(Deployments::train);
        }
        return runtime;
    }

    /** Handles the common events, so that the cache has the classes that handle them. */
    private static void train() {
        String policy = TestPolicies.patientWith("otherwise: retry");
        TaskScript runs = TaskScript.always(new TaskFate.KeepsRunning());
        try (LocalDeployment deployment =
                start(StartUpCache.DIRECTORY, policy, runs, TimeScale.REAL, JavaRuntime.RECORDING, Map.of(), 1)) {
            Stream.of(
                            TaskEvent.exited(1),
                            TaskEvent.exited(0).task("succeeds"),
                            TaskEvent.exited(1).asAttempt(TaskEvent.TASK_ID, 2, "second"),
                            TaskEvent.exited(0).asAttempt(TaskEvent.TASK_ID, 3, "third"),
                            TaskEvent.neverStarted("CannotPullContainerError: example/app:1: not found")
                                    .task("fails"))
                    .forEach(event -> deployment.events().invoke(event.now().json()));
            deployment.reconcile();
            deployment.functions().getFirst().end();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a runtime, with further variables of the function, and with several processes of it or none. */
    public static LocalDeployment start(
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
