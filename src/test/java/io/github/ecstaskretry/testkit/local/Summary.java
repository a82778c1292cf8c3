package io.github.ecstaskretry.testkit.local;

import io.github.ecstaskretry.cli.commands.EcsRetry;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.sns.SnsMessage;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the end of the local run: the answers of the command line, and the notices. */
final class Summary {

    private final PrintStream out;
    private final URI endpoint;

    Summary(PrintStream out, URI endpoint) {
        this.out = out;
        this.endpoint = endpoint;
        LocalCredentials.set();
    }

    /** Shows a question to the command line, and its answer. */
    void ask(String... question) {
        out.println("$ ./ecs-retry " + String.join(" ", question));
        PrintWriter answer = new PrintWriter(out, true, StandardCharsets.UTF_8);
        EcsRetry.run(
                new Terminal(InputStream.nullInputStream(), answer, answer, false, 0),
                Stream.concat(
                                Stream.of(question),
                                Stream.of(
                                        "--table",
                                        LocalDeployment.TABLE,
                                        "--region",
                                        Account.EXAMPLE.region(),
                                        "--endpoint-url",
                                        endpoint.toString()))
                        .toArray(String[]::new));
        answer.flush();
        out.println();
    }

    /** Each notice's subject and sentence. */
    static String notices(List<SnsMessage> messages) {
        return messages.stream()
                .map(message -> "* " + message.subject() + System.lineSeparator() + "  "
                        + Json.read(message.body()).path("summary").asText())
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
