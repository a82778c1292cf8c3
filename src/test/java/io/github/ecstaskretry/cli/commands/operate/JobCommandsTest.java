package io.github.ecstaskretry.cli.commands.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.testkit.standin.account.CallerStandIn;
import io.github.ecstaskretry.testkit.standin.wire.Invocation;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobCommandsTest extends OperateFixture {

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "retry-now", "rerun"})
    void sendsTheCommandInTheNameOfTheCaller(String command) {
        answers("Job " + waiting + " did it.");

        Run run = run(command, waiting + "-2", "--reason", "wrong input", "--yes");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("Job " + waiting + " did it.");
        assertThat(events.getFirst().path("source").asText()).isEqualTo("ecs-task-retry");
        assertThat(command())
                .isEqualTo(Json.object()
                        .put("command", command)
                        .put("by", CallerStandIn.ANN)
                        .put("jobId", waiting)
                        .put("reason", "wrong input"));
    }

    @ParameterizedTest
    @CsvSource({"cancel, Cancel job %s (", "retry-now, Launch the next attempt of job %s (", "rerun, Run job %s ("})
    void asksWithTheJobsState(String command, String question) {
        Run no = typing("", command, waiting);
        assertThat(no.exitCode()).isEqualTo(1);
        assertThat(no.err())
                .contains(question.formatted(waiting) + "queue on prod, WAITING after 1 attempt, due in 5")
                .contains("Nothing was done.");
        assertThat(events).isEmpty();

        assertThat(typing("y", command, waiting).exitCode()).isZero();
        assertThat(command().path("jobId").asText()).isEqualTo(waiting);
    }

    @Test
    void refusesIfNobodyCanBeAsked() {
        Run run = run("cancel", waiting);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the input is not a terminal", "Cancel job " + waiting, "--yes");
        assertThat(events).isEmpty();
    }

    @Test
    void saysWhyTheFunctionDidNotDoIt() {
        ObjectNode refusal = Json.object()
                .put("done", false)
                .put("message", "Attempt 2 runs.")
                .put("advice", "aws ecs stop-task --task x");
        answers(refusal);

        Run run = run("cancel", waiting, "-y");
        Run json = run("cancel", waiting, "-y", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).containsExactly("Attempt 2 runs.", "→ aws ecs stop-task --task x");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(Json.read(json.out()))
                .isEqualTo(((ObjectNode) Json.object().put("version", 1).setAll(refusal))
                        .put("result", "command")
                        .put("command", "cancel"));
    }

    @Test
    void sendsValuesOfTheEnvironmentByContainer() {
        run("rerun", failed, "-y", "--env", "DAY=2026-11-30", "--env", "app:TOKEN=a=b:c", "--env", "PATH");

        assertThat(command().path("environment")).isEqualTo(Json.read("""
                        {"*": {"DAY": "2026-11-30", "PATH": "%s"}, "app": {"TOKEN": "a=b:c"}}""".formatted(System.getenv("PATH"))));
    }

    @Test
    void namesTheValuesThatAreMissing() {
        ObjectNode refusal = Json.object().put("done", false).put("message", "Values are missing.");
        refusal.putArray("missing").addObject().put("container", "app").put("name", "TOKEN");
        answers(refusal);

        assertThat(run("rerun", failed, "-y").out()).contains("--env app:TOKEN=VALUE");
        assertThat(run("rerun", failed, "-y", "--env", "NO_SUCH_VARIABLE").err())
                .contains("NO_SUCH_VARIABLE=VALUE");
        assertThat(run("rerun", failed, "-y", "--env", "=secret").err())
                .contains("NAME=VALUE")
                .doesNotContain("secret");
        assertThat(events).hasSize(1);
    }

    @Test
    void sendsNothingForAnUnknownJob() {
        Run run = run("cancel", "nobody", "-y");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no job 'nobody'");
        assertThat(run("cancel", "not a job", "-y").exitCode()).isEqualTo(2);
        assertThat(events).isEmpty();
    }

    @Test
    void saysThatTheFunctionFailedOrDoesNotKnowCommands() {
        account.function(event -> {
            throw new Invocation.FailedException("DynamoDB throttles");
        });
        Run broken = run("retry-now", waiting, "-y");
        account.function(event -> Json.object().put("result", "ignored"));
        Run old = run("retry-now", waiting, "-y");
        Run unknown = run("retry-now", waiting, "-y", "--function", "nobody");

        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.out()).contains("failed: DynamoDB throttles", "ecs-retry doctor");
        assertThat(old.exitCode()).isEqualTo(1);
        assertThat(old.out()).contains("does not know commands", "Deploy this version");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("Function not found: nobody");
    }

    /** The policy of the output OperatorPolicyArn. GetCallerIdentity needs no permission (AWS STS API reference). */
    @Test
    void makesExactlyTheCallsThatTheOperatorPolicyAllows() {
        Map<String, String> prefixes = Map.of(
                "CloudFormation", "cloudformation:", "DynamoDB", "dynamodb:", "Lambda", "lambda:", "STS", "sts:");
        run("cancel", "0bad", "-y");
        run("cancel", waiting, "-y");
        run("paused");

        Set<String> called = account.switchboard().log().all().stream()
                .map(call -> prefixes.get(call.service()) + call.operation().replaceFirst("Invoke$", "InvokeFunction"))
                .filter(action -> !action.equals("sts:GetCallerIdentity"))
                .collect(Collectors.toSet());

        assertThat(account.properties("OperatorPolicy")
                        .at("/PolicyDocument/Statement")
                        .valueStream())
                .flatExtracting(statement -> statement.findValue("Action").isArray()
                        ? statement
                                .findValue("Action")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList()
                        : List.of(statement.findValue("Action").asText()))
                .containsExactlyInAnyOrderElementsOf(called);
        assertThat(account.properties("OperatorPolicy")
                        .at("/PolicyDocument/Statement/0/Resource")
                        .asText())
                .isEqualTo(account.arn("TaskRetryFunction"));
    }
}
