package io.github.ecstaskretry.cli.commands.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pauses and the dead-letter queue. */
class DeploymentCommandsTest extends OperateFixture {

    @ParameterizedTest
    @CsvSource({"--family=etl, family/etl", "--cluster=prod, cluster/prod", "--policy=p, policy/p", "--json, all"})
    void pausesAndResumesAScope(String option, String scope) {
        run("pause", option, "--reason", "the registry is down");
        assertThat(command().path("scope").asText()).isEqualTo(scope);
        assertThat(command().path("reason").asText()).isEqualTo("the registry is down");
        assertThat(command().has("until")).isFalse();
        events.clear();

        run("resume", option);
        assertThat(command().path("command").asText()).isEqualTo("resume");
        assertThat(command().path("scope").asText()).isEqualTo(scope);
    }

    @Test
    void pausesForALengthOfTimeOrUntilATime() {
        run("pause", "--until", "2h", "--reason", "x");
        run("pause", "--until", "2126-01-31 18:00", "--reason", "x");

        assertThat(Duration.between(Instant.now(), until(0))).isBetween(Duration.ofMinutes(118), Duration.ofHours(2));
        assertThat(until(1)).isEqualTo("2126-01-31T18:00:00Z");
        assertThat(run("pause", "--until", "2026-01-01", "--reason", "x").err()).contains("must be in the future");
        assertThat(run("pause", "--until", "soon", "--reason", "x").err()).contains("--until: expected a time");
        assertThat(run("pause").err()).contains("Missing required option: '--reason=TEXT'");
        assertThat(run("pause", "--family", "a", "--policy", "b", "--reason", "x")
                        .exitCode())
                .isEqualTo(2);
        assertThat(events).hasSize(2);
    }

    private Instant until(int event) {
        return Instant.parse(events.get(event).at("/detail/until").asText());
    }

    @Test
    void listsDeadLetters() {
        answers((ObjectNode) Json.read("""
                {"done": true, "message": "2 messages.", "more": true, "messages": [
                  {"id": "m-1", "sentAt": "2026-11-30T12:00:00.000Z", "kind": "Lambda's destination", "jobId": "j", "attempt": 2,
                   "error": "Timeout", "errorMessage": "took too long", "event": {}},
                  {"id": "m-2", "sentAt": "2026-11-30T12:00:00.000Z", "kind": "event of a rule",
                   "taskArn": "arn:aws:ecs:eu-west-1:1:task/prod/t", "event": {}}]}"""));

        Run run = run("dead-letters");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).isEqualTo("2 messages.");
        assertThat(run.lines().get(2))
                .matches("m-1 +2026-11-30T12:00:00.000Z +Lambda's destination +j-2 +Timeout: took too long");
        assertThat(run.lines().get(3)).matches("m-2 +2026-11-30T12:00:00.000Z +event of a rule +t");
        assertThat(run.lines().getLast()).isEqualTo("There are more.");
        assertThat(command().path("limit").asInt()).isEqualTo(100);
    }

    @Test
    void redrivesUntilNoMessageIsHandled() {
        account.function(event -> {
            events.add(event);
            return (ObjectNode) Json.read(events.size() < 3 ? """
                              {"result": "command", "done": true, "message": "m", "handled": ["%d"], "failed": [], "more": true}""".formatted(events.size()) : """
                              {"result": "command", "done": true, "message": "m", "handled": [], "more": true,
                               "failed": [{"id": "x", "error": "Malformed", "message": "no detail"}]}""");
        });

        Run run = run("redrive", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).containsExactly("2 in all. m", "x  Malformed: no detail");
        assertThat(events).hasSize(3);
    }

    @Test
    void redrivesTheMessagesThatAreNamed() {
        assertThat(typing("n", "redrive").err()).contains("Hand every message of the dead-letter queue");
        assertThat(typing("n", "redrive", "--id", "a").err()).contains("Hand message a to the function again?");
        assertThat(events).isEmpty();

        run("redrive", "--id", "a,b", "--id", "c", "--yes");
        assertThat(command().path("ids").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
    }
}
