package io.github.ecstaskretry.function.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.Command;
import io.github.ecstaskretry.function.retry.MemoryCluster;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of a rule, of Lambda and of the schedule, and one that is no event. */
class DeadLettersTest {

    private static final String TIME = "2026-01-31T12:00:00Z";
    private static final String SECRET = "s3cret";

    private final MemoryPorts ports = new MemoryPorts();
    private final MemoryOperator ada = new MemoryOperator(ports, new MemoryCluster(ports), TestPolicies.PATIENT);
    private final List<String> handled = new ArrayList<>();

    @BeforeEach
    void lettersCome() {
        String stop =
                TaskEvent.exited(1).environment("app", "TOKEN", SECRET).json().toString();
        ada.letters.send("rule", stop, "NO_PERMISSIONS", "The function may not be invoked.");
        ada.letters.send(
                "lambda",
                Json.write(Json.object()
                        .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                                "requestPayload",
                                LaunchEvent.aborted("{\"runTask\":{\"x\":\"" + SECRET + "\"}}", "why")
                                        .json())
                        .set(
                                "responsePayload",
                                Json.object()
                                        .put("errorType", "ApiCallTimeoutException")
                                        .put("errorMessage", "too slow"))),
                null,
                null);
        ada.letters.send(
                "schedule",
                "{\"source\":\"ecs-task-retry\",\"detail-type\":\"ecs-task-retry Reconcile\",\"id\":\"r1\"}",
                "SDK_CLIENT_ERROR",
                null);
        ada.letters.send("text", "not JSON " + SECRET, null, null);
        ada.handler = event -> {
            if (event.description().contains("on-failure")) {
                throw new IllegalStateException("too slow again");
            }
            handled.add(event.description());
        };
    }

    @Test
    @SuppressWarnings("unchecked")
    void listsEachMessageWithoutValuesAndHidesNoMessage() {
        Answered answer = ada.gives(TIME, new Command.ListDeadLetters(100));

        assertThat(answer.message()).isEqualTo("4 messages are in the dead-letter queue.");
        List<Map<String, Object>> messages =
                (List<Map<String, Object>>) answer.details().get("messages");
        assertThat(messages)
                .extracting(message -> message.get("kind"))
                .containsExactly("event of a rule", "Lambda's destination", "schedule", "text that is not JSON");
        assertThat(messages.getFirst())
                .containsEntry("jobId", TaskEvent.TASK_ID)
                .containsEntry("attempt", 1)
                .containsEntry("taskArn", TaskEvent.TASK_ARN)
                .containsEntry("error", "NO_PERMISSIONS");
        assertThat(messages.get(1))
                .containsEntry("error", "ApiCallTimeoutException")
                .containsEntry("errorMessage", "too slow");
        assertThat(Json.write(Json.tree(answer.details()))).contains("TOKEN").doesNotContain(SECRET);
        assertThat(answer.brief().details()).doesNotContainKey("messages");
        assertThat(ada.letters.visible()).hasSize(4);
    }

    @Test
    void listsNoMoreThanTheLimit() {
        assertThat(ada.gives(TIME, new Command.ListDeadLetters(1)).details()).containsEntry("more", true);
        assertThat(ada.letters.visible()).hasSize(4);
    }

    @Test
    void releasesTheOthersIfOneCannotBeReleased() {
        ada.letters.unreleasable = "rule";

        assertThatIllegalStateException()
                .isThrownBy(() -> ada.gives(TIME, new Command.ListDeadLetters(100)))
                .withMessage("rule cannot be released");
        assertThat(ada.letters.visible()).containsExactly("lambda", "schedule", "text");
    }

    @Test
    void handlesEachMessageAndKeepsFailedOnes() {
        Answered answer = ada.gives(TIME, new Command.Redrive(List.of()));

        assertThat(answer.done()).isFalse();
        assertThat(answer.message()).isEqualTo("2 messages were handled and deleted, 2 failed and stay in the queue.");
        assertThat(answer.details())
                .containsEntry("handled", List.of("rule", "schedule"))
                .containsEntry(
                        "failed",
                        List.of(
                                Map.of("id", "lambda", "error", "IllegalStateException", "message", "too slow again"),
                                Map.of(
                                        "id",
                                        "text",
                                        "error",
                                        "IllegalArgumentException",
                                        "message",
                                        "the message is not JSON")));
        assertThat(handled).hasSize(2);
        assertThat(ada.letters.visible()).containsExactly("lambda", "text");
    }

    @Test
    void handlesOnlyTheNamedOnes() {
        Answered answer = ada.gives(TIME, new Command.Redrive(List.of("schedule", "gone")));

        assertThat(answer.details())
                .containsEntry("handled", List.of("schedule"))
                .containsEntry("unknown", List.of("gone"));
        assertThat(answer.message())
                .isEqualTo("1 message was handled and deleted. No message in the queue has the id gone.");
        assertThat(answer.advice()).startsWith("List the messages with 'ecs-retry dead-letters'.");
        assertThat(ada.letters.visible()).containsExactly("rule", "lambda", "text");
    }

    @Test
    void takesTheBeginningOfAnId() {
        ada.letters.send("rules", "not JSON", null, null);

        Answered answer = ada.gives(TIME, new Command.Redrive(List.of("sch", "ru", "rule")));

        assertThat(answer.details()).containsEntry("handled", List.of("schedule", "rule"));
        assertThat(answer.message()).endsWith("The ids of 2 messages begin with ru: rule, rules.");
        assertThat(answer.advice()).isEqualTo("Give more of the id.");
        assertThat(ada.letters.visible()).containsExactly("lambda", "text", "rules");
    }

    @Test
    void doesNotRedriveARedrive() {
        ada.letters.send(
                "command",
                "{\"detail-type\":\"ecs-task-retry Command\",\"detail\":{\"command\":\"redrive\",\"by\":\"x\"}}",
                null,
                null);

        assertThat(ada.gives(TIME, new Command.Redrive(List.of("command"))).message())
                .contains("1 failed");
    }
}
