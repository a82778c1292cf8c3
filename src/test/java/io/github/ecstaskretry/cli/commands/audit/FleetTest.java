package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several deployments asked side by side, and answers that are repeated. DynamoDB Local keeps tables apart by Region. */
class FleetTest extends AuditCommandFixture {

    private static final String CONFIG = "aws.configFile";

    @BeforeAll
    static void configure(@TempDir Path directory) throws Exception {
        Path config = directory.resolve("config");
        Files.writeString(config, """
                [profile prod]
                aws_access_key_id = local
                aws_secret_access_key = local
                region = eu-west-1
                """);
        System.setProperty(CONFIG, config.toString());
    }

    @AfterAll
    static void restore() {
        System.clearProperty(CONFIG);
    }

    private static Run ask(String... arguments) {
        return Run.of(Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--table",
                                TABLE,
                                "--endpoint-url",
                                DYNAMODB.endpoint().toString()))
                .toArray(String[]::new));
    }

    @Test
    void namesADeploymentThatCannotBeAskedAndShowsTheOthers() {
        Run run = ask("jobs", "--since", day, "--profiles", "prod,nobody", "--state", "lost");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().getFirst()).startsWith("JOB").contains("WHERE");
        assertThat(run.lines().get(1)).startsWith(exhausted).contains("prod/eu-west-1");
        assertThat(run.err()).startsWith("ecs-retry: nobody: ").contains("give --region or set AWS_REGION");
    }

    @Test
    void answersForEachRegion() {
        Run run = ask("pending", "--json", "--profiles", "prod", "--regions", "eu-west-1,us-east-1");
        JsonNode answer = Json.read(run.out());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(answer.path("places")).hasSize(2);
        assertThat(answer.at("/places/0/account").asText()).isEqualTo("000000000000");
        assertThat(answer.at("/places/1/error").asText()).contains("cannot read the table 'attempts'");
        assertThat(answer.path("pending")).hasSize(2);
        assertThat(answer.at("/pending/0/region").asText()).isEqualTo("eu-west-1");
    }

    @Test
    void addsUpTheFiguresOfAllDeployments() {
        JsonNode one = json("stats", "--since", day, "--by", "outcome");
        Run run = ask(
                "stats",
                "--since",
                day,
                "--by",
                "outcome",
                "--json",
                "--profiles",
                "prod,prod",
                "--regions",
                "eu-west-1");
        JsonNode two = Json.read(run.out());

        assertThat(run.exitCode()).isZero();
        assertThat(two.at("/all/jobs").asInt())
                .isEqualTo(2 * one.at("/all/jobs").asInt());
        assertThat(two.at("/all/meanRecoverySeconds")).isEqualTo(one.at("/all/meanRecoverySeconds"));
        assertThat(two.path("groups")).hasSize(2 * one.path("groups").size());
        assertThat(two.at("/groups/0/profile").asText()).isEqualTo("prod");
    }

    @Test
    void answersAgainUntilItIsInterrupted() {
        StringWriter shown = new StringWriter();
        Terminal terminal =
                new Terminal(InputStream.nullInputStream(), new PrintWriter(shown), new PrintWriter(shown), false, 80);
        AtomicInteger rounds = new AtomicInteger();

        int exitCode = WatchOptions.repeat(Duration.ofMillis(1), terminal, true, screen -> {
            screen.out().println("round " + rounds.incrementAndGet());
            if (rounds.get() == 2) {
                Thread.currentThread().interrupt();
            }
            return rounds.get();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(exitCode).isEqualTo(2);
        assertThat(shown.toString()).endsWith("\033[H\033[2J\033[3Jround 2\n");
        assertThat(run("jobs", "--watch", "soon").err()).contains("expected a length of time such as 30m");
    }
}
