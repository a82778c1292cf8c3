package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.RecordedJobs;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.testkit.standin.LocalCredentials;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.Forward;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code show} asks ECS for the task definition and links to its log streams. */
@ExtendWith(LocalCredentials.class)
class ShowLinksTest {

    private static final String TABLE = "attempts";
    private static final String STREAM = "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1"
            + "#logsV2:log-groups/log-group/$252Fecs$252Fetl$2520jobs/log-events/etl$252Fapp$252F";

    private static final Switchboard SWITCHBOARD = new Switchboard();

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE);

    private static Forward dynamoDb;
    private static HttpFront front;
    private static String job;

    @BeforeAll
    static void record() {
        dynamoDb = new Forward(SWITCHBOARD, "DynamoDB", "DynamoDB_20120810.", DYNAMODB.endpoint());
        AwsService ecs = new AwsService("ECS", Map.of("DescribeTaskDefinition", ShowLinksTest::taskDefinition));
        front = new HttpFront(
                0, List.of(dynamoDb, new AwsJson(SWITCHBOARD, ecs, "AmazonEC2ContainerServiceV20141113.", "1.1")));
        job = new RecordedJobs(DYNAMODB.client(), TABLE).job("etl", Instant.parse("2026-03-14T12:00:00Z"), 1, 0);
    }

    @AfterAll
    static void stop() {
        front.close();
    }

    /** One container whose stream has a known name, one without a prefix, and one with another driver. */
    private static ObjectNode taskDefinition(ObjectNode request) {
        return (ObjectNode)
                Json.read("""
                {"taskDefinition": {"taskDefinitionArn": "%s", "containerDefinitions": [
                  {"name": "app", "logConfiguration": {"logDriver": "awslogs", "options": {
                    "awslogs-group": "/ecs/etl jobs", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "etl"}}},
                  {"name": "sidecar", "logConfiguration": {"logDriver": "awslogs", "options": {
                    "awslogs-group": "/ecs/etl", "awslogs-region": "eu-west-1"}}},
                  {"name": "agent", "logConfiguration": {"logDriver": "splunk"}},
                  {"name": "silent"}]}}
                """.formatted(request.path("taskDefinition").asText()));
    }

    private static Run show(String... options) {
        return Run.of(Stream.concat(
                        Stream.of("show", job),
                        Stream.concat(
                                Stream.of(options),
                                Stream.of(
                                        "--table",
                                        TABLE,
                                        "--region",
                                        "eu-west-1",
                                        "--endpoint-url",
                                        front.endpoint().toString())))
                .toArray(String[]::new));
    }

    @Test
    void linksEachAttemptToTheStreamsOfItsTask() {
        Run run = show();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("log of app " + STREAM + job)
                .contains("log of app " + STREAM + RecordedJobs.taskId(job, 2))
                .doesNotContain("sidecar", "/logs?region=");
        assertThat(SWITCHBOARD.log().calls("ECS", "DescribeTaskDefinition"))
                .last()
                .extracting(call -> call.request().path("taskDefinition").asText())
                .isEqualTo("arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:7");
    }

    @Test
    void writesLogStreamsByContainerAndTheWaitAsJson() {
        JsonNode first = Json.read(show("--json").out()).at("/attempts/0");

        assertThat(first.at("/links/logStreams").properties())
                .containsExactly(Map.entry("app", Json.fromJava(STREAM + job)));
        // The next task is created a minute after the stop, although the decision was to wait 10 s.
        assertThat(first.path("delaySeconds").asInt()).isEqualTo(10);
        assertThat(first.path("waitedSeconds").asInt()).isEqualTo(60);
    }

    /** A client that waited for the SDK's timeout would ask a second time. */
    @Test
    void showsAJobWithoutLogStreamsIfEcsDoesNotAnswer() {
        SWITCHBOARD.faults().hang("ECS", "DescribeTaskDefinition", Duration.ofMinutes(1));
        SWITCHBOARD.faults().hang("ECS", "DescribeTaskDefinition", Duration.ofMinutes(1));
        try {
            Run run = show();

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("/tasks/" + job + "/logs?region=eu-west-1");
            assertThat(SWITCHBOARD.faults().spent()).isFalse();
        } finally {
            SWITCHBOARD.faults().clear();
        }
    }

    @Test
    void linksToTheTasksPageWithoutPermissionForTaskDefinitions() {
        SWITCHBOARD
                .faults()
                .refuse("ECS", "DescribeTaskDefinition", AwsError.client("AccessDeniedException", "not authorized"));

        Run run = show();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("/tasks/" + job + "/logs?region=eu-west-1")
                .doesNotContain("log of");
    }
}
