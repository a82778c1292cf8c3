package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.account.DeployedAccount;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs {@code doctor} against stand-ins that hold the deployed template, and changes one of them at a time. */
@ExtendWith(LocalCredentials.class)
abstract class DoctorFixture {

    /** With a subscriber of the notices and an action of the alarms. */
    static final SamTemplate TEMPLATE =
            SamTemplate.read().with("AlarmTopicArn", "arn:aws:sns:eu-west-1:111122223333:operations");

    @RegisterExtension
    static final DynamoDbTables DYNAMODB = new DynamoDbTables(DeployedAccount.STACK + "-AttemptsTable");

    DeployedAccount account;

    @BeforeEach
    void deploy() {
        account = new DeployedAccount(TEMPLATE, DYNAMODB.endpoint());
    }

    @AfterEach
    void remove() {
        account.close();
    }

    Run run(String... arguments) {
        return Run.of(Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--region",
                                "eu-west-1",
                                "--endpoint-url",
                                account.endpoint().toString()))
                .toArray(String[]::new));
    }

    List<JsonNode> findings() {
        return Json.read(run("doctor", "--json").out())
                .path("findings")
                .valueStream()
                .toList();
    }

    /** The only finding that is not ok. Skips what depends on another part, whose finding has the fix. */
    JsonNode theFinding() {
        List<JsonNode> wrong = findings().stream()
                .filter(finding -> !finding.path("verdict").asText().equals("ok"))
                .filter(finding -> !finding.path("verdict").asText().equals("unknown") || finding.has("fix"))
                .toList();
        assertThat(wrong).hasSize(1);
        return wrong.getFirst();
    }

    void expect(String part, String verdict, String says, String fix) {
        JsonNode finding = theFinding();
        assertThat(finding.path("part").asText()).isEqualTo(part);
        assertThat(finding.path("verdict").asText()).isEqualTo(verdict);
        assertThat(finding.path("says").asText()).contains(says);
        assertThat(finding.path("fix").asText()).contains(fix);
        assertThat(run("doctor").exitCode()).isEqualTo(verdict.equals("warning") ? ExitCode.OK : ExitCode.NO);
    }

    /** Runs a Fargate task of its own family, {@code etl-0} and so on, for each {@code startedBy}, on the cluster {@code prod}. */
    void runTasks(String... startedBy) {
        String ecs = "arn:aws:ecs:eu-west-1:111122223333:";
        account.change(
                "ListClusters",
                answer -> answer.withArrayProperty("clusterArns").add(ecs + "cluster/prod"));
        account.change(
                "ListTasks",
                answer -> IntStream.range(0, startedBy.length)
                        .forEach(number -> answer.withArrayProperty("taskArns").add(ecs + "task/prod/" + id(number))));
        account.change(
                "DescribeTasks",
                answer -> IntStream.range(0, startedBy.length)
                        .forEach(number -> answer.withArrayProperty("tasks")
                                .addObject()
                                .put("taskArn", ecs + "task/prod/" + id(number))
                                .put("clusterArn", ecs + "cluster/prod")
                                .put("taskDefinitionArn", ecs + "task-definition/etl-" + number + ":1")
                                .put("group", "family:etl-" + number)
                                .put("startedBy", startedBy[number])
                                .put("lastStatus", "RUNNING")
                                .put("launchType", "FARGATE")
                                .put("createdAt", 1.7e9)
                                .putArray("attachments")
                                .addObject()
                                .put("type", "ElasticNetworkInterface")));
    }

    private static String id(int number) {
        return "%032x".formatted(number);
    }

    static AwsError denied(String action, String resource) {
        return denied(action, resource, notAllowed(action));
    }

    static String notAllowed(String action) {
        return "because no identity-based policy allows the " + action + " action";
    }

    static String refusal(String action, String resource) {
        return "AccessDeniedException: " + message(action, resource, notAllowed(action));
    }

    static String message(String action, String resource, String reason) {
        return "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: " + action + " on resource: "
                + resource + " " + reason;
    }

    static AwsError denied(String action, String resource, String reason) {
        return AwsError.of(400, "AccessDeniedException", message(action, resource, reason));
    }

    static AwsError notFound() {
        return AwsError.of(404, "ResourceNotFoundException", "The resource you requested does not exist.");
    }
}
