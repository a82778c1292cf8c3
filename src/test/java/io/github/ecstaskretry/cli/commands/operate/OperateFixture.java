package io.github.ecstaskretry.cli.commands.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.account.DeployedAccount;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands against a deployment whose function answers as the test says. */
@ExtendWith(LocalCredentials.class)
abstract class OperateFixture {

    private static final String TABLE = DeployedAccount.STACK + "-AttemptsTable";

    @RegisterExtension
    static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE);

    static String waiting;

    static String failed;

    final List<ObjectNode> events = new CopyOnWriteArrayList<>();
    DeployedAccount account;

    @BeforeAll
    static void record() {
        RecordedJobs jobs = new RecordedJobs(DYNAMODB.client(), TABLE);
        waiting = jobs.under(TestPolicies.patientWith("otherwise: retry", "backoff: {interval: 1h, jitter: none}"))
                .job("queue", Instant.now().minusSeconds(60), 1);
        failed = jobs.under(TestPolicies.patientWith("otherwise: fail"))
                .job("etl", Instant.now().minusSeconds(600), 1);
    }

    @BeforeEach
    void deploy() {
        account = new DeployedAccount(SamTemplate.read(), DYNAMODB.endpoint());
        answers("done");
    }

    @AfterEach
    void remove() {
        account.close();
    }

    /** The function does every command and says so. */
    final void answers(String message) {
        answers(Json.object().put("done", true).put("message", message));
    }

    /** The function answers every command so. */
    final void answers(ObjectNode answer) {
        account.function(event -> {
            events.add(event);
            ObjectNode full = answer.deepCopy().put("result", "command");
            return full.set("command", event.at("/detail/command"));
        });
    }

    final Run run(String... arguments) {
        return Run.of(connected(arguments));
    }

    final Run typing(String line, String... arguments) {
        return Run.typing(line, connected(arguments));
    }

    private String[] connected(String... arguments) {
        return Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--region",
                                "eu-west-1",
                                "--endpoint-url",
                                account.endpoint().toString()))
                .toArray(String[]::new);
    }

    /** The detail of the only command that was sent. */
    final JsonNode command() {
        assertThat(events).hasSize(1);
        return events.getFirst().path("detail");
    }
}
