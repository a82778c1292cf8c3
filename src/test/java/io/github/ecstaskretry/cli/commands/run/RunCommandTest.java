package io.github.ecstaskretry.cli.commands.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.launchers.RulesStandIn;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Forward;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ecs-retry run} against executions that end as the test says. */
@ExtendWith(LocalCredentials.class)
class RunCommandTest {

    private static final String TABLE = "run-command";
    private static final String RUN_JOB = "arn:aws:states:eu-west-1:111122223333:stateMachine:run-job";
    private static final String EXECUTION = "arn:aws:states:eu-west-1:111122223333:execution:run-job:1";
    private static final String JOB = AttemptId.ofRunJob(EXECUTION).jobId();
    private static final String CLUSTER = "arn:aws:ecs:eu-west-1:111122223333:cluster/prod";

    @RegisterExtension
    static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE);

    private final Switchboard switchboard = new Switchboard();
    private final RulesStandIn rules = new RulesStandIn();
    private final ObjectNode execution =
            Json.object().put("executionArn", EXECUTION).put("startDate", 1_700_000_000);
    private final Forward dynamoDb = new Forward(switchboard, "DynamoDB", "DynamoDB_20120810.", DYNAMODB.endpoint());
    private final HttpFront front = new HttpFront(
            0,
            List.of(
                    new AwsJson(
                            switchboard,
                            new AwsService(
                                    "StepFunctions",
                                    Map.of(
                                            "StartExecution", request -> execution,
                                            "DescribeExecution", request -> execution)),
                            "AWSStepFunctions.",
                            "1.0"),
                    rules.onTheWire(switchboard),
                    dynamoDb));

    @AfterEach
    void close() {
        front.close();
    }

    private Run run(String... arguments) {
        return Run.of(Stream.concat(
                        Stream.of("run", "--run-job", RUN_JOB, "--table", TABLE, "--region", "eu-west-1"),
                        Stream.concat(
                                Stream.of("--endpoint-url", front.endpoint().toString()), Stream.of(arguments)))
                .toArray(String[]::new));
    }

    private JsonNode input() {
        return Json.read(switchboard
                .log()
                .calls("StepFunctions", "StartExecution")
                .getFirst()
                .request()
                .path("input")
                .asText());
    }

    @Test
    void startsAnExecutionWithTheRequestOfTheOptions() {
        Run run = run(
                "--task-definition",
                "etl",
                "--cluster",
                "prod",
                "--launch-type",
                "FARGATE",
                "--subnets",
                "subnet-a,subnet-b",
                "--security-groups",
                "sg-a",
                "--public-ip",
                "--container",
                "app",
                "--env",
                "DAY=1=2",
                "--env",
                "MODE=full",
                "--timeout",
                "6h",
                "--command",
                "load",
                "all");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.lines())
                .containsExactly(
                        "Started job " + JOB + ": etl on prod.",
                        "Execution: " + EXECUTION,
                        "See it with 'ecs-retry show " + JOB + "' once an attempt has ended.");
        assertThat(input()).isEqualTo(Json.read("""
                {"timeoutSeconds": 21600, "runTask": {"TaskDefinition": "etl", "Cluster": "%s", "LaunchType": "FARGATE",
                  "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-a", "subnet-b"],
                    "SecurityGroups": ["sg-a"], "AssignPublicIp": "ENABLED"}},
                  "Overrides": {"ContainerOverrides": [{"Name": "app", "Command": ["load", "all"],
                    "Environment": [{"Name": "DAY", "Value": "1=2"}, {"Name": "MODE", "Value": "full"}]}]}}}
                """.formatted(CLUSTER)));
    }

    @Test
    void takesTheNetworkAndTheCapacityOfARule() {
        rules.put("nightly", """
                {"Id": "1", "Arn": "%s", "EcsParameters": {"TaskDefinitionArn": "other", "LaunchType": "FARGATE",
                  "NetworkConfiguration": {"awsvpcConfiguration": {"Subnets": ["subnet-r"], "AssignPublicIp": "ENABLED"}}}}
                """.formatted(CLUSTER));

        Run run = run("--task-definition", "etl", "--cluster", "prod", "--network-from", "rule:nightly");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(input().path("runTask")).isEqualTo(Json.read("""
                {"TaskDefinition": "etl", "Cluster": "%s", "LaunchType": "FARGATE", "NetworkConfiguration":
                  {"AwsvpcConfiguration": {"Subnets": ["subnet-r"], "AssignPublicIp": "ENABLED"}}}
                """.formatted(CLUSTER)));
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, , 0, SUCCEEDED",
        "FAILED, EXHAUSTED, 1, EXHAUSTED",
        "FAILED, CANCELLED, 3, CANCELLED",
        "ABORTED, , 3, CANCELLED",
        "FAILED, States.Timeout, 1, "
    })
    void exitsByTheOutcome(String status, String error, int exitCode, String outcome) {
        execution.put("status", status).put("error", error);
        if (status.equals("SUCCEEDED")) {
            execution.put("output", "{\"outcome\":\"SUCCEEDED\",\"summary\":\"It did its work.\"}");
        }

        Run run = run("--task-definition", "etl", "--cluster", "prod", "--wait", "--json");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        JsonNode answer = Json.read(run.out());
        assertThat(answer.path("jobId").asText()).isEqualTo(JOB);
        assertThat(answer.path("status").asText()).isEqualTo(status);
        assertThat(answer.path("outcome").asText(null)).isEqualTo(outcome);
        assertThat(answer.has("job")).isEqualTo(status.equals("SUCCEEDED"));
    }

    @Test
    void saysHowTheJobEnded() {
        execution
                .put("status", "FAILED")
                .put("error", "FAILED")
                .put("cause", "Job " + JOB + ": FAILED after 1 attempt.");

        assertThat(run("--task-definition", "etl", "--cluster", "prod", "--wait")
                        .lines())
                .endsWith("Job " + JOB + ": FAILED after 1 attempt.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --public-ip                                       | --security-groups and --public-ip need --subnets
            --env A=1                                         | --command and --env need --container NAME
            --launch-type EC2 --capacity-provider FARGATE     | give either --launch-type or --capacity-provider
            --network-from nightly                            | expected rule:NAME or schedule:NAME, found 'nightly'
            --network-from rule:gone                          | has the name 'gone'
            --timeout soon                                    | --timeout: expected a duration such as 6h or 90m, found 'soon'
            """)
    void refusesOptionsThatDoNotFit(String options, String why) {
        Run run = run(
                Stream.concat(Stream.of("--task-definition", "etl", "--cluster", "prod"), Stream.of(options.split(" ")))
                        .toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(why);
    }
}
