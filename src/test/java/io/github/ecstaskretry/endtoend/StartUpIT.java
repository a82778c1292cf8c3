package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.lambda.JavaRuntime;
import io.github.ecstaskretry.testkit.standin.lambda.LambdaFunction;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged function at its start. */
class StartUpIT {

    private static final TaskScript NO_TASKS = TaskScript.always(new TaskFate.KeepsRunning());

    @TempDir
    private Path directory;

    @Test
    void logsEveryErrorOfABadPolicyAndFailsTheFirstInvocation() {
        String policy = """
                version: 1
                policies:
                  - name: bad
                    attemps: 3
                    otherwise: perhaps
                """;
        try (LocalDeployment deployment = Deployments.start(directory, policy, NO_TASKS, TimeScale.REAL)) {
            Delivery delivery =
                    deployment.events().invoke(TaskEvent.exited(1).now().json());

            assertThat(delivery.answer()).isNull();
            assertThat(delivery.error())
                    .contains("the log", "retry-policy.yaml:4", "attemps")
                    .doesNotContain("perhaps");
            assertThat(deployment.functionLog())
                    .contains("retry-policy.yaml:4", "attemps", "attempts")
                    .contains("retry-policy.yaml:5", "perhaps", "retry");
        }
    }

    /** A client takes milliseconds to build, and the YAML took half of the start. */
    @Test
    void buildsOnlyTheClientThatAnEventNeedsAndReadsNoCatalogueYaml() throws IOException {
        Path classes = directory.resolve("classes.log");
        Map<String, String> logged = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes);
        try (LocalDeployment deployment = Deployments.start(
                directory, TestPolicies.PATIENT, NO_TASKS, TimeScale.REAL, JavaRuntime.ofThisSystem(), logged, 1)) {
            assertThat(deployment.events().invoke(TaskEvent.exited(0).json()).answer())
                    .isNotNull();
        }

        assertThat(Files.readString(classes))
                .contains(".CompiledCatalogue ", ".DefaultDynamoDbClient ")
                .doesNotContain(".CatalogueYaml ", ".DefaultEcsClient ", ".DefaultSfnClient ", ".DefaultSnsClient ");
    }

    /** Two that share a copy of the native library can crash: the second overwrites it while the first runs it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void eachOfSeveralProcessesLoadsItsOwnCopyOfTheNativeLibrary() throws IOException {
        int environments = 2;
        try (LocalDeployment deployment =
                Deployments.start(directory, TestPolicies.PATIENT, NO_TASKS, TimeScale.REAL, environments)) {
            for (int event = 0; event < environments; event++) {
                assertThat(deployment
                                .events()
                                .invoke(TaskEvent.exited(0).now().json())
                                .answer())
                        .isNotNull();
            }
            Set<String> loaded = new HashSet<>();
            for (LambdaFunction function : deployment.functions()) {
                try (Stream<String> maps = Files.lines(Path.of("/proc", Long.toString(function.processId()), "maps"))) {
                    maps.filter(line -> line.contains("libaws-lambda-jni"))
                            .map(line -> line.substring(line.indexOf('/')))
                            .forEach(loaded::add);
                }
            }
            assertThat(loaded).hasSize(environments).allMatch(path -> path.startsWith(directory.toString()));
        }
    }

    @Test
    void runsTheSameHandlerInALoopWhereAwsClientCannotRun() {
        try (LocalDeployment deployment = Deployments.start(
                directory, TestPolicies.PATIENT, NO_TASKS, TimeScale.REAL, JavaRuntime.LOOP, Map.of(), 1)) {
            Delivery malformed = deployment
                    .events()
                    .invoke(TaskEvent.exited(1)
                            .now()
                            .with(detail -> detail.remove("taskArn"))
                            .json());
            Delivery success =
                    deployment.events().invoke(TaskEvent.exited(0).now().json());

            assertThat(malformed.error()).contains("detail.taskArn");
            assertThat(success.answer().path("outcome").asText()).isEqualTo("SUCCEEDED");
        }
    }
}
