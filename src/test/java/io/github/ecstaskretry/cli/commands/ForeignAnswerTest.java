package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.account.DeployedAccount;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Stranger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proxy or a load balancer answers instead of AWS. */
@ExtendWith(LocalCredentials.class)
class ForeignAnswerTest {

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(DeployedAccount.STACK + "-AttemptsTable");

    /** With somebody who gets the alarms, so that all is well. */
    private static final SamTemplate TEMPLATE =
            SamTemplate.read().with("AlarmTopicArn", "arn:aws:sns:eu-west-1:111122223333:operations");

    private static final String PAGE = "<html><head><meta charset=utf-8><title>Blocked</title></head></html>";

    private static HttpFront stranger(int status, String page) {
        return new HttpFront(0, List.of(new Stranger(status, page)));
    }

    /** The SDK asks again after a status from 500 on. */
    @ParameterizedTest
    @CsvSource({
        "jobs --table attempts, 403, page",
        "jobs --table attempts, 404, ''",
        "jobs --table attempts, 407, page",
        "doctor, 200, page",
        "doctor, 403, page",
        "doctor, 404, ''",
        "doctor, 502, ''"
    })
    void reportsTheStatusOfAForeignAnswer(String command, int status, String body) {
        try (HttpFront front = stranger(status, body.isEmpty() ? "" : PAGE)) {
            Run run = Run.of((command + " --region eu-west-1 --endpoint-url " + front.endpoint()).split(" ", -1));

            assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
            assertThat(run.err())
                    .matches(
                            "(?s)ecs-retry: cannot read the (table 'attempts'|stack 'ecs-task-retry'): check --endpoint-url,"
                                    + " AWS_ENDPOINT_URL and proxies: something other than AWS answered\\. The AWS SDK says: .*"
                                    + status
                                    + ".*");
        }
    }

    /** Status 404 from AWS means that a resource does not exist; from anything else it means nothing. */
    @ParameterizedTest
    @CsvSource({"Sqs, dead-letter queue, 403", "Scheduler, reconciling, 404", "Sns, notices, 404"})
    void doctorStillChecksTheOtherServices(String service, String part, int status) {
        String everything = "aws.endpointUrl";
        String one = everything + service;
        try (DeployedAccount account = new DeployedAccount(TEMPLATE, DYNAMODB.endpoint());
                HttpFront front = stranger(status, "")) {
            System.setProperty(everything, account.endpoint().toString());
            System.setProperty(one, front.endpoint().toString());

            Run run = Run.of("doctor", "--region", "eu-west-1", "--json");

            assertThat(run.err()).isEmpty();
            Map<String, JsonNode> notOk = Json.read(run.out())
                    .path("findings")
                    .valueStream()
                    .filter(finding -> !finding.path("verdict").asText().equals("ok"))
                    .collect(Collectors.toMap(finding -> finding.path("part").asText(), finding -> finding));
            assertThat(notOk).containsOnlyKeys(part);
            assertThat(notOk.get(part).path("verdict").asText()).isEqualTo("unknown");
            assertThat(notOk.get(part).path("says").asText()).contains("Status Code: " + status);
            assertThat(notOk.get(part).path("fix").asText()).endsWith("something other than AWS answered");
        } finally {
            System.clearProperty(everything);
            System.clearProperty(one);
        }
    }

    /** Naming the table's service would mislead. */
    @Test
    void namesTheServiceThatWasAskedForCredentials(@TempDir Path directory) throws Exception {
        Path config = Launched.profileThatAssumesARole(directory);
        try (HttpFront front = stranger(403, PAGE)) {
            Run run = Launched.run(
                    directory,
                    Map.of(
                            "AWS_CONFIG_FILE",
                            config.toString(),
                            "AWS_ENDPOINT_URL_STS",
                            front.endpoint().toString()),
                    "",
                    "jobs",
                    "--table",
                    "attempts",
                    "--profile",
                    "auditor");

            assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
            assertThat(run.err()).contains("something other than AWS answered", "Service: Sts, Status Code: 403");
        }
    }
}
