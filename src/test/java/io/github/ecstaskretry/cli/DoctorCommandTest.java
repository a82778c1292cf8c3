package io.github.ecstaskretry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.standin.account.DeployedAccount;
import io.github.ecstaskretry.standin.deployed.SamTemplate;
import io.github.ecstaskretry.standin.deployment.AwsClients;
import io.github.ecstaskretry.standin.dynamodb.DynamoDbLocal;
import io.github.ecstaskretry.standin.dynamodb.RetryTable;
import io.github.ecstaskretry.standin.wire.Account;
import io.github.ecstaskretry.standin.wire.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code doctor} against services that tell of the deployed template, and what it says when one of them tells otherwise. */
class DoctorCommandTest {

    private static DynamoDbLocal engine;
    private static AwsClients clients;
    private DeployedAccount account;

    @BeforeAll
    static void start() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        engine = DynamoDbLocal.start();
        clients = new AwsClients(Account.EXAMPLE, engine.endpoint());
        RetryTable.create(clients.dynamoDb(), DeployedAccount.STACK + "-AttemptsTable");
    }

    @AfterAll
    static void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        clients.close();
        engine.close();
    }

    @BeforeEach
    void deploy() {
        account = new DeployedAccount(SamTemplate.read(), engine.endpoint());
    }

    @AfterEach
    void remove() {
        account.close();
    }

    private Run run(String... arguments) {
        return Run.of(Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--region",
                                "eu-west-1",
                                "--endpoint-url",
                                account.endpoint().toString()))
                .toArray(String[]::new));
    }

    private List<JsonNode> findings() {
        return Json.read(run("doctor", "--json").out())
                .path("findings")
                .valueStream()
                .toList();
    }

    @Test
    void theTemplateAsItIsDeployedIsHealthy() {
        Run run = run("doctor");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("All is well.");
        assertThat(run.exitCode()).isZero();
        assertThat(findings())
                .allMatch(finding -> finding.path("verdict").asText().equals("ok"));
    }
}
