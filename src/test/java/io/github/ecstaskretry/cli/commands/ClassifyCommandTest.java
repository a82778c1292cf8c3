package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.text.Terminal;
import java.io.BufferedReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClassifyCommandTest {

    private static final String NOT_FOUND = """
            {"where":"stoppedReason","stopCode":"TaskFailedToStart","text":"CannotPullContainerError: manifest unknown","exitCode":null,"launchType":"FARGATE"}
            """;

    @Test
    void answersEachMessageWithOneLine() {
        Run run = Run.with(NOT_FOUND + """
                        {"where":"containerReason","text":"CannotPullContainerError: read: connection reset by peer"}
                        {"where":"exitCode","text":"Essential container in task exited","stopCode":"EssentialContainerExited","exitCode":0}
                        {"where":"runTaskFailure","text":"RESOURCE:MEMORY"}
                        {"where":"runTaskException","text":"ClusterNotFoundException: Cluster not found."}
                        {"where":"sfnError","text":"{\\"error\\":\\"ECS.AmazonECSException\\",\\"cause\\":\\"Rate exceeded\\"}"}
                        """, "classify", "--json");

        assertThat(run.lines())
                .containsExactly(
                        "{\"cause\":\"image-not-found\",\"kind\":\"permanent\"}",
                        "{\"cause\":\"image-network\",\"kind\":\"transient\"}",
                        "{\"cause\":\"succeeded\",\"kind\":\"success\"}",
                        "{\"cause\":\"placement-resources\",\"kind\":\"transient\"}",
                        "{\"cause\":\"cluster-missing\",\"kind\":\"permanent\"}",
                        "{\"cause\":\"throttling\",\"kind\":\"transient\"}");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void answersAnUnreadableLineWithAnErrorAndGoesOn() {
        Run run = Run.with("""
                no JSON

                []
                {"where":"stoppedReason"}
                {"where":"nowhere","text":"x"}
                {"where":"exitCode","text":"x","exitCode":"many"}
                """ + NOT_FOUND, "classify", "--json");

        assertThat(run.lines()).hasSize(7);
        assertThat(run.lines().subList(0, 6))
                .allSatisfy(line -> assertThat(line).startsWith("{\"error\":\""));
        assertThat(run.lines().get(3)).contains("text: expected the message's text, found nothing");
        assertThat(run.lines().get(4)).contains("where: expected stoppedReason, containerReason");
        assertThat(run.lines().get(5)).contains("exitCode: expected a whole number such as 137");
        assertThat(run.lines().get(6)).contains("image-not-found");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void readsAnExecutionErrorThatWasCutOffAsText() {
        Run run = Run.with("""
                {"where":"sfnError","text":"{\\"error\\":\\"ECS.AmazonECSException\\",\\"cause\\":\\"Rate exceeded (Service"}
                """, "classify", "--json");

        assertThat(run.out()).contains("throttling");
    }

    @Test
    void treatsFargateSpotAsFargate() {
        Run run = Run.with("""
                {"where":"stoppedReason","text":"CannotPullContainerError: no space left on device","launchType":"FARGATE_SPOT"}
                {"where":"stoppedReason","text":"CannotPullContainerError: no space left on device","launchType":"EC2"}
                """, "classify", "--json");

        assertThat(run.lines())
                .containsExactly(
                        "{\"cause\":\"disk-full\",\"kind\":\"permanent\"}",
                        "{\"cause\":\"disk-full\",\"kind\":\"ambiguous\"}");
    }

    @Test
    void answersBeforeItReadsTheNextMessage() throws Exception {
        PipedOutputStream messages = new PipedOutputStream();
        PipedReader answers = new PipedReader();
        try (PipedInputStream in = new PipedInputStream(messages);
                PrintWriter out = new PrintWriter(new PipedWriter(answers));
                BufferedReader reader = new BufferedReader(answers);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Terminal terminal = new Terminal(in, out, out, false, 0);
            Future<Integer> command = threads.submit(() -> EcsRetry.run(terminal, "classify", "--json"));
            for (int i = 0; i < 3; i++) {
                messages.write(NOT_FOUND.getBytes(StandardCharsets.UTF_8));
                messages.flush();

                // Fails, rather than waits for ever, when no answer comes.
                assertThat(threads.submit(reader::readLine).get(30, TimeUnit.SECONDS))
                        .contains("image-not-found");
            }
            messages.close();
            assertThat(command.get(30, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void printsATable() {
        Run run = Run.with(NOT_FOUND + "nothing\n", "classify");

        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().get(0)).matches("KIND +CAUSE +WHAT HAPPENED");
        assertThat(run.lines().get(1)).matches("permanent +image-not-found +[A-Z].*");
        assertThat(run.lines().get(2)).matches("error +line: expected a JSON object.*");
    }
}
