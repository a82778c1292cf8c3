package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.testkit.standin.ecs.EcsStandIn;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Stranger;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script, from another directory. */
class LauncherTest {

    @TempDir
    private Path directory;

    @Test
    void passesArgumentsInputAndExitCode() throws Exception {
        Path event = directory.resolve("event.json");
        Files.writeString(event, TaskEvent.exited(1).json().toString(), StandardCharsets.UTF_8);

        Run explained = Launched.run(directory, Map.of(), "", "explain", "event.json");
        Run classified = Launched.run(
                directory,
                Map.of(),
                "{\"where\":\"runTaskFailure\",\"text\":\"RESOURCE:CPU\"}\n",
                "classify",
                "--json");
        Run mistyped = Launched.run(directory, Map.of(), "", "explian");

        assertThat(explained).isEqualTo(Run.of("explain", event.toString()));
        assertThat(classified)
                .isEqualTo(new Run(0, "{\"cause\":\"placement-resources\",\"kind\":\"transient\"}\n", ""));
        assertThat(mistyped).isEqualTo(Run.of("explian"));
    }

    /** The way in which doctor fails without AWS shows the way of its calls. Only the proxy resolves the names of RFC 2606. */
    private String fails(Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("AWS_ACCESS_KEY_ID", "local");
        all.put("AWS_SECRET_ACCESS_KEY", "local");
        Run run = Launched.run(directory, all, "", "doctor", "--region", "eu-west-1");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
        return run.err();
    }

    @Test
    void usesTheProxyOfTheEnvironmentAsTheAwsCliDoes() throws Exception {
        String elsewhere = "http://aws.example";
        try (HttpFront proxy = new HttpFront(0, List.of(new Stranger(403, "")))) {
            String address = proxy.endpoint().toString();

            assertThat(fails(Map.of("AWS_ENDPOINT_URL", elsewhere, "HTTP_PROXY", address)))
                    .contains("something other than AWS answered");
            assertThat(fails(Map.of("AWS_ENDPOINT_URL", elsewhere, "http_proxy", address, "no_proxy", ".example")))
                    .contains("UnknownHostException");
        }
    }

    @Test
    void asksTheProxyForATunnelToHttps() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuseEverybody(proxy));

            assertThat(fails(Map.of("HTTPS_PROXY", "127.0.0.1:" + proxy.getLocalPort())))
                    .contains("Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 403 Forbidden\"");
        }
    }

    private static void refuseEverybody(ServerSocket proxy) {
        try {
            while (true) {
                try (Socket client = proxy.accept()) {
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))
                            .lines()
                            .takeWhile(line -> !line.isEmpty())
                            .forEach(line -> {});
                    client.getOutputStream()
                            .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Test
    void reachesThisMachineWithoutAProxy() throws Exception {
        try (HttpFront proxy = new HttpFront(0, List.of(new Stranger(403, "")));
                HttpFront here = new HttpFront(0, List.of(new Stranger(410, "")))) {
            String address = here.endpoint().toString();

            assertThat(fails(Map.of(
                            "AWS_ENDPOINT_URL",
                            address,
                            "HTTP_PROXY",
                            proxy.endpoint().toString())))
                    .contains("Status Code: 410");
        }
    }

    @Test
    void answersTheSameInEveryLocale() throws Exception {
        Map<String, String> arabic = Map.of("JDK_JAVA_OPTIONS", "-Duser.language=ar -Duser.country=EG");

        assertThat(Launched.run(directory, arabic, "", "completion", "bash").out())
                .isEqualTo(Run.of("completion").out())
                .isNotEmpty();
        assertThat(Launched.run(directory, arabic, "", "causes", "--markdown").out())
                .isEqualTo(Run.of("causes", "--markdown").out())
                .isNotEmpty();
    }

    @Test
    void asksEcsAboutATaskArn() throws Exception {
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

            Run run = Launched.run(
                    directory,
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
