package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code explain} reads: events, tasks, exported attempts, files and examples. */
class ExplainInputTest extends ExplainFixture {

    @Test
    void readsAFile() throws IOException {
        Path event =
                Files.writeString(directory.resolve("event.json"), RESET.json().toString());

        Run run = Run.of("explain", event.toString(), "--json");

        assertThat(json(run).at("/cause/cause").asText()).isEqualTo("image-network");
    }

    @Test
    void reportsAnUnexplainableInputInOneLine() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xff});
        TaskEvent running = TaskEvent.like(RESET).with(detail -> detail.put("lastStatus", "RUNNING"));
        String broken = policy("version: 2\npolicies: [{name: x, attempts: many}]\n");

        assertComplaint(Run.of("explain", "gone.json"), "there is no file 'gone.json'");
        assertComplaint(Run.of("explain", directory.toString()), "cannot be read");
        assertComplaint(Run.of("explain", binary.toString()), "text that is not JSON at line 1 (in '" + binary + "')");
        assertComplaint(Run.with("{", "explain", "-"), "event: expected JSON");
        assertComplaint(
                Run.with("{}", "explain", "-"),
                "detail-type: expected the type of an EventBridge event, such as 'ECS Task State Change', found nothing");
        assertComplaint(
                explain(running),
                "an EventBridge event is not about a stopped task: the task is RUNNING (in standard input)");
        assertComplaint(
                Run.with("", "explain", "-"), "there is no task in standard input; expected an 'ECS Task State");
        assertComplaint(Run.with("{\"tasks\": []}", "explain", "-"), "there is no task in standard input");
        assertComplaint(
                explain(TaskEvent.like(RESET).with(detail -> detail.remove("taskArn"))),
                "detail.taskArn: expected a task ARN");
        assertComplaint(explain(RESET, "--policy", "gone.yaml"), "there is no file 'gone.yaml'");
        assertComplaint(explain(RESET, "--policy", broken), "policies[0].attempts: expected");
        assertComplaint(explain(RESET, "--attempt", "51"), "--attempt: expected 1 to 50, found 51");
        assertComplaint(Run.of("explain", "arn:aws:s3:::bucket"), "expected a task ARN such as");
    }

    /** The inputs of the explained tasks. */
    private static List<String> inputs(Run run) {
        return run.lines().stream()
                .filter(line -> line.startsWith("Input     "))
                .map(line -> line.substring("Input     ".length()))
                .toList();
    }

    private static ObjectNode describedTask(TaskEvent event) {
        ObjectNode task = event.json().get("detail").deepCopy();
        task.putArray("tags").addObject().put("key", "team").put("value", "data");
        return task;
    }

    @Test
    void readsEventsInWrappersAndNamesThem() {
        String event = RESET.json().toString();
        ObjectNode message = new ObjectMapper().createObjectNode().put("body", event);

        assertThat(inputs(Run.with("{\"requestPayload\": " + event + "}", "explain", "-")))
                .containsExactly("an EventBridge event in Lambda's on-failure record");
        assertThat(inputs(Run.with("{\"Records\": [" + message + "]}", "explain", "-")))
                .containsExactly("an EventBridge event in an SQS message");
        assertThat(inputs(Run.with(RESET.json().get("detail").toString(), "explain", "-")))
                .containsExactly("a task without an event around it");
    }

    @Test
    void readsWhatDescribeTasksPrintsWithTagsAndTimesOfBothCliVersions() throws IOException {
        String file = policy(TestPolicies.patientWith("match: {tags: {team: data}}"));
        ObjectNode second = describedTask(RESET).put("createdAt", 1769860200.5).put("stoppedAt", 1769860800.25);
        ObjectNode first = describedTask(RESET).put("stoppedAt", "2026-01-31T13:00:00.250000+01:00");
        ObjectNode deleted = describedTask(RESET).put("lastStatus", "DELETED");

        for (ObjectNode task : List.of(first, second)) {
            JsonNode explained =
                    json(Run.with("{\"tasks\": [" + task + "]}", "explain", "-", "--policy", file, "--json"));
            assertThat(explained.at("/input").asText())
                    .isEqualTo("task " + TaskEvent.TASK_ARN + " as 'aws ecs describe-tasks' prints it");
            assertThat(explained.at("/task/stoppedAt").asText()).isEqualTo("2026-01-31T12:00:00.250Z");
            assertThat(explained.at("/decision/decision").asText()).isEqualTo("RETRY");
        }
        assertThat(Run.with("{\"tasks\": [" + deleted + "]}", "explain", "-").exitCode())
                .isZero();
    }

    @Test
    void explainsEachStoppedTaskAndNamesTheOthers() {
        ObjectNode running = describedTask(RESET).put("lastStatus", "RUNNING");
        String missing = "{\"arn\": \"" + TaskEvent.TASK_ARN + "\", \"reason\": \"MISSING\"}";

        Run run = Run.with(
                "{\"tasks\": [" + describedTask(RESET) + "," + running + "], \"failures\": [" + missing + "]}",
                "explain",
                "-");

        assertThat(run.exitCode()).isZero();
        assertThat(inputs(run)).hasSize(1);
        assertThat(run.err().lines())
                .containsExactly(
                        "ecs-retry: task " + TaskEvent.TASK_ARN
                                + " as 'aws ecs describe-tasks' prints it is not about a"
                                + " stopped task: the task is RUNNING (in standard input)",
                        "ecs-retry: ECS did not describe " + TaskEvent.TASK_ARN
                                + ": MISSING (it forgets a stopped task after about an hour)");
    }

    @Test
    void readsLinesArraysAndGzip() throws IOException {
        String event = RESET.json().toString();
        String several = event + "\n" + event + "\n[" + event + ",\n" + event + "]";
        Path compressed = directory.resolve("events.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(several.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(inputs(Run.with(several, "explain", "-"))).hasSize(4).containsOnly("an EventBridge event");
        assertThat(Run.of("explain", compressed.toString())).isEqualTo(Run.with(several, "explain", "-"));
        assertThat(Run.with(several, "explain", "-").out()).contains("\n\nInput ");
    }

    @Test
    void refusesABrokenGzipFile() throws IOException {
        Path broken = Files.write(directory.resolve("broken.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0, 0});

        assertComplaint(Run.of("explain", broken.toString()), "cannot be decompressed");
    }

    @Test
    void explainsTheReadableLinesBeforeItFails() {
        Run run = Run.with(RESET.json() + "\n{\"jobId\": 1}\nbroken", "explain", "-");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(inputs(run)).hasSize(1);
        assertThat(run.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("ecs-retry: detail-type: expected ")
                        && line.endsWith("(in standard input, document 2)"))
                .anyMatch(line -> line.contains("text that is not JSON at line 3"));
    }

    @Test
    void readsAnExportedAttempt() throws IOException {
        String rerun = """
                {"jobId": "0123456789abcdef0123456789abcdef", "attempt": 2, "decision": "RETRY", "cause": "image-network",
                 "taskArn": "arn:aws:ecs:eu-west-1:111122223333:task/prod/00112233445566778899aabbccddeeff",
                 "clusterArn": "arn:aws:ecs:eu-west-1:111122223333:cluster/prod",
                 "taskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:7",
                 "startedBy": "ecs-retry/0123456789abcdef0123456789abcdef/2", "originalStartedBy": "events-rule/nightly",
                 "capacityProvider": "FARGATE_SPOT", "launchType": "FARGATE", "tags": {"team": "data"},
                 "createdAt": "2026-01-31T11:50:00.500Z", "stoppedAt": "2026-01-31T12:00:00.000Z",
                 "stopCode": "EssentialContainerExited", "stoppedReason": "Essential container in task exited",
                 "containers": [{"name": "app", "exitCode": 3, "reason": "gone"}]}
                """;
        String file = policy(TestPolicies.patientWith("match: {startedBy: [events-rule/*], tags: {team: data}}"));

        JsonNode explained = json(Run.with(rerun, "explain", "-", "--policy", file, "--json"));

        assertThat(explained.at("/input").asText())
                .isEqualTo("an exported attempt, which has neither overrides nor attachments");
        assertThat(explained.at("/jobId").asText()).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(explained.at("/attempt").asInt()).isEqualTo(2);
        assertThat(explained.at("/task/capacityProvider").asText()).isEqualTo("FARGATE_SPOT");
        assertThat(explained.at("/stop/containers").toString())
                .isEqualTo("[{\"name\":\"app\",\"exitCode\":3,\"reason\":\"gone\"}]");
        assertThat(explained.at("/policies/0/answer").asText()).isEqualTo("took");
    }

    @Test
    void cannotExplainAnExportedLaunchFailure() {
        assertComplaint(
                Run.with("{\"jobId\": \"j\", \"attempt\": 2, \"decision\": \"RETRY\"}", "explain", "-"),
                "attempt 2 of job j is a launch that failed: there was no task");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spot-interruption", "out-of-memory", "image-pull-failed", "describe-tasks"})
    void explainsEveryExample(String example) {
        Run run = Run.of("explain", "docs/examples/" + example + ".json", "--policy", "docs/examples/policy.yaml");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Policies  examples  matches").doesNotContain("unrecognised");
    }

    @Test
    void theExampleOfAnInterruptionIsRetried() {
        Run run = Run.of(
                "explain",
                "docs/examples/spot-interruption.json",
                "--policy",
                "docs/examples/policy.yaml",
                "--request");

        assertThat(run.out())
                .contains("Decision  RETRY by spot of policy examples", "subnet-0123456789abcdef0", "REPORT_TOKEN")
                .doesNotContain("example-secret");
    }

    private static void assertComplaint(Run run, String complaint) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("ecs-retry: ").contains(complaint).doesNotContain("\tat ");
    }
}
