package io.github.ecstaskretry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.standin.ecs.EcsStandIn;
import io.github.ecstaskretry.standin.ecs.TaskFate;
import io.github.ecstaskretry.standin.ecs.TaskScript;
import io.github.ecstaskretry.standin.wire.Account;
import io.github.ecstaskretry.standin.wire.AwsJson;
import io.github.ecstaskretry.standin.wire.HttpFront;
import io.github.ecstaskretry.standin.wire.Switchboard;
import io.github.ecstaskretry.standin.wire.TimeScale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script in a process of its own, from another directory. The build that runs this test spares it a build. */
class LauncherTest {

    private static final Path SCRIPT = Path.of("ecs-retry").toAbsolutePath();

    @TempDir
    private Path directory;

    private Run launch(Map<String, String> environment, String input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        Path in = Files.writeString(directory.resolve("in"), input);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void whatItIsAskedGoesToTheCommandLine() throws Exception {
        Path event = directory.resolve("event.json");
        Files.writeString(event, TaskEvent.exited(1).json().toString(), StandardCharsets.UTF_8);

        Run explained = launch(Map.of(), "", "explain", "event.json");
        Run classified =
                launch(Map.of(), "{\"where\":\"runTaskFailure\",\"text\":\"RESOURCE:CPU\"}\n", "classify", "--json");
        Run mistyped = launch(Map.of(), "", "explian");

        assertThat(explained).isEqualTo(Run.of("explain", event.toString()));
        assertThat(classified)
                .isEqualTo(new Run(0, "{\"cause\":\"placement-resources\",\"kind\":\"transient\"}\n", ""));
        assertThat(mistyped).isEqualTo(Run.of("explian"));
    }

    @Test
    void aTaskArnIsAskedOfEcs() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (EcsStandIn ecs = new EcsStandIn(
                        Account.EXAMPLE,
                        TaskScript.always(TaskFate.exits("app", 3)),
                        TimeScale.atMost(Duration.ofMillis(1)),
                        false,
                        event -> stopped.countDown());
                HttpFront http = new HttpFront(
                        0,
                        List.of(new AwsJson(
                                new Switchboard(), ecs.service(), "AmazonEC2ContainerServiceV20141113.", "1.1")))) {
            ObjectMapper json = new ObjectMapper();
            ObjectNode request = json.createObjectNode().put("cluster", "prod").put("taskDefinition", "etl:7");
            String arn = ecs.service()
                    .operations()
                    .get("RunTask")
                    .call(request)
                    .at("/tasks/0/taskArn")
                    .asText();
            assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();

            Run run = launch(
                    Map.of(
                            "AWS_ENDPOINT_URL_ECS", http.endpoint().toString(),
                            "AWS_ACCESS_KEY_ID", "local",
                            "AWS_SECRET_ACCESS_KEY", "local"),
                    "",
                    "explain",
                    arn,
                    "--json");

            assertThat(run.err()).isEmpty();
            assertThat(json.readTree(run.out())
                            .at("/stop/containers/0/exitCode")
                            .asInt())
                    .isEqualTo(3);
            assertThat(json.readTree(run.out()).at("/task/taskArn").asText()).isEqualTo(arn);
        }
    }
}
