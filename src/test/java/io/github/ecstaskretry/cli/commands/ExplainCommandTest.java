package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainCommandTest extends ExplainFixture {

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

        assertThat(Run.with("{\"tasks\": [], \"failures\": [{\"arn\": \"x\\u001b[2J\"}]}", "explain", "-")
                        .err())
                .contains("x␛[2J")
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
    void takesTheStartedByOfTheFirstTaskAsAnOption() throws IOException {
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
                .contains("Schedule  no attempt follows");
    }

    @Test
    void saysThatItDoesNotRecogniseAStop() {
        Run run = explain(TaskEvent.stopped("NewCode", "gone fishing"));

        assertThat(run.out()).contains("unrecognised (ambiguous)").contains("no entry of the catalogue matches");
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
