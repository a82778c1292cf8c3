package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void onANarrowTerminalLinesAreBrokenUnderTheirHeading() {
        Run run = Run.onLinesOf(80, RESET.json().toString(), "explain", "-", "--policy", policy);

        assertThat(run.lines())
                .filteredOn(line -> !line.contains("arn:"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(run.lines())
                .anySatisfy(line -> assertThat(line).matches(" {12}\\S.*reset by peer"))
                .anySatisfy(line -> assertThat(line).contains("START", "AT THE LATEST"));
    }

    @Test
    void aReasonDoesNothingToTheTerminal() {
        Run run = explain(
                TaskEvent.stopped("UserInitiated", "\u001B]0;title\u0007\nDecision  RETRY"), "--policy", policy);

        assertThat(run.out())
                .contains("Stop      UserInitiated: ␛]0;title␇ Decision  RETRY")
                .doesNotContain("\u001B");
    }

    @Test
    void peopleReadTheWholeStory() {
        Run run = explain(RESET, "--policy", policy);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("""
                        Task      etl on cluster prod (FARGATE)
                                  arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef
                                  attempt 1 of job 0123456789abcdef0123456789abcdef
                                  stopped at 2026-01-31T12:00:00.000Z, never started
                        Stop      TaskFailedToStart: CannotPullContainerError: pull image manifest has been retried 5 time(s): read tcp: connection reset by peer
                                  container app: no exit code
                        Cause     image-network (transient): The connection to the registry broke.
                                  recognised in the task's reason by the words "connection reset", "image manifest", "reset by peer", "cannotpull*", "pull image"
                                  Try again.
                        Policies  patient  adopts it
                        Rules     code  no: exitCode does not fit
                                  pull  took it
                                  late  not asked
                        Decision  RETRY by pull of policy patient: attempt 2 after 10 s, not before 2026-01-31T12:00:10.000Z
                                  The connection to the registry broke. Rule 'pull' says retry. Attempt 2 follows after 10s.
                        Schedule  if every attempt failed the same way, 9m59s after its creation:
                                  ATTEMPT  DELAY  WITHIN      START                     AT THE LATEST
                                  2        10s    10s to 10s  2026-01-31T12:00:10.000Z  2026-01-31T12:00:10.000Z
                                  3        20s    20s to 20s  2026-01-31T12:10:29.500Z  2026-01-31T12:10:29.500Z
                                  then EXHAUSTED, at the latest at 2026-01-31T12:20:29.000Z
                        """);
    }

    @Test
    void scriptsReadTheSameAsJson() throws IOException {
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
    void valuesOfTheEnvironmentAreNotShown() {
        TaskEvent event = RESET.environment("app", "TOKEN", "hunter2");

        assertThat(explain(event, "--policy", policy, "--json").out())
                .contains("TOKEN")
                .doesNotContain("hunter2");
        assertThat(explain(event, "--policy", policy).out()).doesNotContain("hunter2");
    }

    @Test
    void aFileIsReadToo() throws IOException {
        Path event =
                Files.writeString(directory.resolve("event.json"), RESET.json().toString());

        Run run = Run.of("explain", event.toString(), "--json");

        assertThat(json(run).at("/cause/cause").asText()).isEqualTo("image-network");
    }

    @Test
    void attemptsBeforeThisOneAreTakenToHaveFailedTheSameWay() throws IOException {
        JsonNode second = json(explain(RESET, "--policy", policy, "--attempt", "2", "--json"));
        JsonNode third = json(explain(RESET, "--policy", policy, "--attempt", "3", "--json"));

        assertThat(second.at("/decision/delaySeconds").asInt()).isEqualTo(20);
        assertThat(third.at("/decision/outcome").asText()).isEqualTo("EXHAUSTED");
        assertThat(third.at("/schedule/attempts")).isEmpty();
    }

    @Test
    void aRerunKnowsItsAttemptByItself() throws IOException {
        JsonNode explained = json(explain(TaskEvent.like(RESET).asAttempt("job-1", 2, "other"), "--json"));

        assertThat(explained.get("jobId").asText()).isEqualTo("job-1");
        assertThat(explained.get("attempt").asInt()).isEqualTo(2);
    }

    @Test
    void whoStartedTheFirstTaskOfARerunCanBeTold() throws IOException {
        String file = policy(TestPolicies.patientWith("match: {startedBy: [events-rule/*]}"));
        TaskEvent rerun = TaskEvent.like(RESET).asAttempt("job-1", 2, "other");

        JsonNode untold = json(explain(rerun, "--policy", file, "--json"));
        JsonNode told = json(explain(rerun, "--policy", file, "--started-by", "events-rule/nightly", "--json"));

        assertThat(untold.at("/decision/decision").asText()).isEqualTo("IGNORE");
        assertThat(untold.at("/policies/0/misses").toString()).isEqualTo("[\"startedBy\"]");
        assertThat(told.at("/decision/decision").asText()).isEqualTo("RETRY");
    }

    @Test
    void tagsCanBeTold() throws IOException {
        String file = policy(TestPolicies.patientWith("match: {tags: {team: 'data-*'}}"));

        JsonNode untold = json(explain(RESET, "--policy", file, "--json"));
        JsonNode told = json(explain(RESET, "--policy", file, "--tag", "team=data-eu", "--json"));

        assertThat(untold.at("/policies/0/misses").toString()).isEqualTo("[\"tags\"]");
        assertThat(told.at("/decision/decision").asText()).isEqualTo("RETRY");
    }

    @Test
    void everyKeyThatDoesNotFitIsNamed() throws IOException {
        String file = policy(TestPolicies.patientWith(
                "match: {cluster: [staging-*], family: ['x*'], group: [nightly], startedBy: [me], tags: {a: b}}"));

        JsonNode explained = json(explain(RESET, "--policy", file, "--json"));

        assertThat(explained.at("/policies/0/misses").toString())
                .isEqualTo("[\"cluster\",\"family\",\"group\",\"startedBy\",\"tags\"]");
    }

    @Test
    void aTaskOfAServiceIsNobodysHere() throws IOException {
        TaskEvent event = TaskEvent.exited(1).with(detail -> detail.put("group", "service:web"));

        JsonNode explained = json(explain(event, "--json"));

        assertThat(explained.at("/decision/decision").asText()).isEqualTo("IGNORE");
        assertThat(explained.at("/decision/why").asText()).isEqualTo("its retry is owned by an ECS service");
        assertThat(explained.at("/policies/0/answer").asText()).isEqualTo("not-asked");
        assertThat(explain(event).out()).contains("IGNORE: the task is left alone and not recorded");
    }

    @Test
    void aSuccessAsksNoRule() {
        Run run = explain(TaskEvent.exited(0), "--policy", policy);

        assertThat(run.out())
                .contains("the essential container ended with 0")
                .contains("Rules     code  not asked")
                .contains("SUCCEEDED by (success) of policy patient, not announced")
                .contains("Schedule  nothing follows");
    }

    @Test
    void anUnrecognisedStopSaysSo() {
        Run run = explain(TaskEvent.stopped("NewCode", "gone fishing"));

        assertThat(run.out()).contains("unrecognised (ambiguous)").contains("no entry of the catalogue fits");
    }

    @Test
    void whatCannotBeExplainedIsSaidInALine() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        TaskEvent running = TaskEvent.like(RESET).with(detail -> detail.put("lastStatus", "RUNNING"));
        String broken = policy("version: 2\npolicies: [{name: x, attempts: many}]\n");

        assertComplaint(Run.of("explain", "gone.json"), "there is no file 'gone.json'");
        assertComplaint(Run.of("explain", directory.toString()), "cannot be read");
        assertComplaint(Run.of("explain", binary.toString()), "is not UTF-8");
        assertComplaint(Run.with("{", "explain", "-"), "event: expected JSON");
        assertComplaint(
                Run.with("{}", "explain", "-"),
                "detail-type: expected that of an EventBridge event, such as 'ECS Task State Change', found nothing");
        assertComplaint(explain(running), "the task is RUNNING");
        assertComplaint(
                explain(TaskEvent.like(RESET).with(detail -> detail.remove("taskArn"))),
                "detail.taskArn: expected a task ARN");
        assertComplaint(explain(RESET, "--policy", "gone.yaml"), "there is no file 'gone.yaml'");
        assertComplaint(explain(RESET, "--policy", broken), "policies[0].attempts: expected");
        assertComplaint(explain(RESET, "--attempt", "51"), "--attempt: expected 1 to 50, found 51");
        assertComplaint(Run.of("explain", "arn:aws:s3:::bucket"), "expected a task ARN such as");
    }

    private static void assertComplaint(Run run, String complaint) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("ecs-retry: ").contains(complaint).doesNotContain("\tat ");
    }

    @Test
    void withoutAnEventTheUsageIsShown() {
        Run run = Run.of("explain");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required parameter: 'EVENT'").contains("Usage: ecs-retry explain");
    }

    @Test
    void aScreenHasColours() {
        List<String> lines =
                Run.inColour(RESET.json().toString(), "explain", "-").lines();

        assertThat(lines.getFirst()).startsWith("\u001b[1mTask");
        assertThat(String.join("", lines)).contains("\u001b[32mtransient");
    }
}
