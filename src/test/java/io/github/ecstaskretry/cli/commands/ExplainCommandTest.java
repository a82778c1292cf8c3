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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

    private static final TaskEvent RESET = TaskEvent.neverStarted(
            "CannotPullContainerError: pull image manifest has been retried 5 time(s): read tcp: connection reset by peer");

    @TempDir
    private Path directory;

    private String policy = "";

    @BeforeEach
    void writePolicy() throws IOException {
        policy =
                policy(TestPolicies.patientWith("rules: [{name: code, when: {container: app, exitCode: 2}, then: fail},"
                        + " {name: pull, when: {cause: image-network}, then: retry},"
                        + " {name: late, when: {stopCode: TaskFailedToStart}, then: fail}]"));
    }

    private String policy(String yaml) throws IOException {
        return Files.writeString(directory.resolve("policy.yaml"), yaml).toString();
    }

    private static Run explain(TaskEvent event, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "explain";
        arguments[1] = "-";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Run.with(event.json().toString(), arguments);
    }

    private static JsonNode json(Run run) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void breaksLongLinesUnderTheirHeading() {
        Run run = Run.onLinesOf(80, RESET.json().toString(), "explain", "-", "--policy", policy);

        assertThat(run.lines())
                .filteredOn(line -> !line.contains("arn:"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(run.lines())
                .anySatisfy(line -> assertThat(line).matches(" {12}\\S.*reset by peer"))
                .anySatisfy(line -> assertThat(line).contains("START", "AT THE LATEST"));
    }

    @Test
    void showsControlCharactersOfAReasonAsPictures() {
        Run run = explain(
                TaskEvent.stopped("UserInitiated", "\u001B]0;title\u0007\nDecision  RETRY"), "--policy", policy);

        assertThat(run.out())
                .contains("Stop      UserInitiated: ␛]0;title␇ Decision  RETRY")
                .doesNotContain("\u001B");
    }

    @Test
    void printsTheWholeExplanation() {
        Run run = explain(RESET, "--policy", policy);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("""
                        Input     an EventBridge event
                        Task      etl on cluster prod (FARGATE)
                                  arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef
                                  attempt 1 of job 0123456789abcdef0123456789abcdef
                                  stopped at 2026-01-31T12:00:00.000Z, never started
                        Stop      TaskFailedToStart: CannotPullContainerError: pull image manifest has been retried 5 time(s): read tcp: connection reset by peer
                                  container app: no exit code
                        Cause     image-network (transient): The connection to the registry broke.
                                  recognised in the task's reason by the words "connection reset", "image manifest", "reset by peer", "cannotpull*", "pull image"
                                  Try again.
                        Policies  patient  matches
                        Rules     code  no: exitCode does not match
                                  pull  matches
                                  late  not evaluated
                        Decision  RETRY by pull of policy patient: attempt 2 after 10s, not before 2026-01-31T12:00:10.000Z
                                  The connection to the registry broke. Rule 'pull' says retry. Attempt 2 follows after 10s.
                        Schedule  if every attempt failed the same way, 9m59s after its creation:
                                  ATTEMPT  DELAY  WITHIN      START                     AT THE LATEST
                                  2        10s    10s to 10s  2026-01-31T12:00:10.000Z  2026-01-31T12:00:10.000Z
                                  3        20s    20s to 20s  2026-01-31T12:10:29.500Z  2026-01-31T12:10:29.500Z
                                  then EXHAUSTED, at the latest at 2026-01-31T12:20:29.000Z
                        """);
    }

    @Test
    void writesTheSameAsJson() throws IOException {
        JsonNode explained = json(explain(RESET.environment("app", "TOKEN", "hunter2"), "--policy", policy, "--json"));

        assertThat(explained.at("/stop/stopCode").asText()).isEqualTo("TaskFailedToStart");
        assertThat(explained.at("/cause/cause").asText()).isEqualTo("image-network");
        assertThat(explained.at("/recognisedBy/place").asText()).isEqualTo("task");
        assertThat(explained.at("/recognisedBy/phrases").toString()).contains("\"connection reset\"");
        assertThat(explained.get("policies").toString()).isEqualTo("[{\"policy\":\"patient\",\"answer\":\"took\"}]");
        assertThat(explained.get("rules").toString())
                .isEqualTo("[{\"rule\":\"code\",\"answer\":\"missed\",\"misses\":[\"exitCode\"]},"
                        + "{\"rule\":\"pull\",\"answer\":\"took\"},{\"rule\":\"late\",\"answer\":\"not-asked\"}]");
        assertThat(explained.at("/decision/decision").asText()).isEqualTo("RETRY");
        assertThat(explained.at("/schedule/attempts")).hasSize(2);
        assertThat(explained.at("/schedule/attempts/1/maxDelaySeconds").asInt()).isEqualTo(20);
        assertThat(explained.at("/schedule/outcome").asText()).isEqualTo("EXHAUSTED");
        assertThat(explained.at("/schedule/latestEnd").asText()).isEqualTo("2026-01-31T12:20:29.000Z");
    }

    @Test
    void hidesTheValuesOfEnvironmentVariables() {
        TaskEvent event = RESET.environment("app", "TOKEN", "hunter2");

        assertThat(explain(event, "--policy", policy, "--json").out())
                .contains("TOKEN")
                .doesNotContain("hunter2");
        assertThat(explain(event, "--policy", policy).out()).doesNotContain("hunter2");
    }

    @Test
    void readsAFile() throws IOException {
        Path event =
                Files.writeString(directory.resolve("event.json"), RESET.json().toString());

        Run run = Run.of("explain", event.toString(), "--json");

        assertThat(json(run).at("/cause/cause").asText()).isEqualTo("image-network");
    }

    @Test
    void assumesThatEarlierAttemptsFailedTheSameWay() throws IOException {
        JsonNode second = json(explain(RESET, "--policy", policy, "--attempt", "2", "--json"));
        JsonNode third = json(explain(RESET, "--policy", policy, "--attempt", "3", "--json"));

        assertThat(second.at("/decision/delaySeconds").asInt()).isEqualTo(20);
        assertThat(third.at("/decision/outcome").asText()).isEqualTo("EXHAUSTED");
        assertThat(third.at("/schedule/attempts")).isEmpty();
    }

    @Test
    void readsTheAttemptOfARerunFromItsStartedBy() throws IOException {
        JsonNode explained = json(explain(TaskEvent.like(RESET).asAttempt("job-1", 2, "other"), "--json"));

        assertThat(explained.get("jobId").asText()).isEqualTo("job-1");
        assertThat(explained.get("attempt").asInt()).isEqualTo(2);
    }

    @Test
    void takesTheFirstStartedByOfARerunAsAnOption() throws IOException {
        String file = policy(TestPolicies.patientWith("match: {startedBy: [events-rule/*]}"));
        TaskEvent rerun = TaskEvent.like(RESET).asAttempt("job-1", 2, "other");

        JsonNode without = json(explain(rerun, "--policy", file, "--json"));
        JsonNode with = json(explain(rerun, "--policy", file, "--started-by", "events-rule/nightly", "--json"));

        assertThat(without.at("/decision/decision").asText()).isEqualTo("IGNORE");
        assertThat(without.at("/policies/0/misses").toString()).isEqualTo("[\"startedBy\"]");
        assertThat(with.at("/decision/decision").asText()).isEqualTo("RETRY");
    }

    @Test
    void takesTagsAsOptions() throws IOException {
        String file = policy(TestPolicies.patientWith("match: {tags: {team: 'data-*'}}"));

        JsonNode without = json(explain(RESET, "--policy", file, "--json"));
        JsonNode with = json(explain(RESET, "--policy", file, "--tag", "team=data-eu", "--json"));

        assertThat(without.at("/policies/0/misses").toString()).isEqualTo("[\"tags\"]");
        assertThat(with.at("/decision/decision").asText()).isEqualTo("RETRY");
    }

    @Test
    void namesEveryMatchKeyThatDoesNotFit() throws IOException {
        String file = policy(TestPolicies.patientWith(
                "match: {cluster: [staging-*], family: ['x*'], group: [nightly], startedBy: [me], tags: {a: b}}"));

        JsonNode explained = json(explain(RESET, "--policy", file, "--json"));

        assertThat(explained.at("/policies/0/misses").toString())
                .isEqualTo("[\"cluster\",\"family\",\"group\",\"startedBy\"]");
    }

    /** The function reads the tags of a task only if a policy fits by its other conditions. */
    @Test
    void namesTagsThatDoNotFitIfTheOtherKeysDo() throws IOException {
        String file = policy(TestPolicies.patientWith("match: {cluster: [prod], tags: {a: b}}"));

        JsonNode explained = json(explain(RESET, "--policy", file, "--json"));

        assertThat(explained.at("/policies/0/misses").toString()).isEqualTo("[\"tags\"]");
    }

    @Test
    void ignoresATaskOfAService() throws IOException {
        TaskEvent event = TaskEvent.exited(1).with(detail -> detail.put("group", "service:web"));

        JsonNode explained = json(explain(event, "--json"));

        assertThat(explained.at("/decision/decision").asText()).isEqualTo("IGNORE");
        assertThat(explained.at("/decision/why").asText()).isEqualTo("its retry is owned by an ECS service");
        assertThat(explained.at("/policies/0/answer").asText()).isEqualTo("not-asked");
        assertThat(explain(event).out())
                .contains("IGNORE: the function leaves the task alone and records nothing, because");
    }

    @Test
    void evaluatesNoRuleForASuccess() {
        Run run = explain(TaskEvent.exited(0), "--policy", policy);

        assertThat(run.out())
                .contains("the essential container exited with 0")
                .contains("Rules     code  not evaluated")
                .contains("SUCCEEDED by (success) of policy patient, not announced")
                .contains("Schedule  nothing follows");
    }

    @Test
    void saysThatItDoesNotRecogniseAStop() {
        Run run = explain(TaskEvent.stopped("NewCode", "gone fishing"));

        assertThat(run.out()).contains("unrecognised (ambiguous)").contains("no entry of the catalogue matches");
    }

    @Test
    void saysInOneLineWhatItCannotExplain() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xff});
        TaskEvent running = TaskEvent.like(RESET).with(detail -> detail.put("lastStatus", "RUNNING"));
        String broken = policy("version: 2\npolicies: [{name: x, attempts: many}]\n");

        assertComplaint(Run.of("explain", "gone.json"), "there is no file 'gone.json'");
        assertComplaint(Run.of("explain", directory.toString()), "cannot be read");
        assertComplaint(Run.of("explain", binary.toString()), "text that is not JSON at line 1 (in '" + binary + "')");
        assertComplaint(Run.with("{", "explain", "-"), "event: expected JSON");
        assertComplaint(
                Run.with("{}", "explain", "-"),
                "detail-type: expected that of an EventBridge event, such as 'ECS Task State Change', found nothing");
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
    void readsEventsInWrappersAndSaysWhatItUnderstood() {
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

    @Test
    void showsTheRequestWithMaskedValues() throws IOException {
        TaskEvent event = TaskEvent.like(RESET).environment("app", "TOKEN", "hunter2");

        Run run = explain(event, "--policy", policy, "--request");
        JsonNode request =
                json(explain(event, "--policy", policy, "--request", "--json")).get("request");

        assertThat(run.out())
                .contains("Request   {\n            \"cluster\" : \"" + TaskEvent.CLUSTER_ARN + "\",\n")
                .contains("\"name\" : \"TOKEN\"", "\"value\" : \"***\"", "\"subnets\"")
                .doesNotContain("hunter2");
        assertThat(request.at("/overrides/containerOverrides/0/environment/0").toString())
                .isEqualTo("{\"name\":\"TOKEN\",\"value\":\"***\"}");
        assertThat(request.at("/startedBy").asText()).isEqualTo("ecs-retry/" + TaskEvent.TASK_ID + "/2");
        assertThat(explain(event, "--policy", policy, "--json").out()).doesNotContain("\"request\"");
    }

    @Test
    void saysThatThereIsNoRequestIfNothingIsLaunched() {
        assertThat(explain(TaskEvent.exited(0), "--policy", policy, "--request").out())
                .contains("Request   none, because nothing is launched\n");
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

    @Test
    void printsTheUsageWithoutAnEvent() {
        Run run = Run.of("explain");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required parameter: 'EVENT'").contains("Usage: ecs-retry explain");
    }

    @Test
    void printsColoursOnATerminal() {
        List<String> lines =
                Run.inColour(RESET.json().toString(), "explain", "-").lines();

        assertThat(lines.getFirst()).startsWith("\u001b[1mInput");
        assertThat(String.join("", lines)).contains("\u001b[32mtransient");
    }
}
