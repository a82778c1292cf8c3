package io.github.ecstaskretry.format.event;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which documents and fields are refused, and that no refusal shows a value. */
class MalformedEventsTest {

    /** They would be lost if the invocation succeeded. */
    @Test
    void refusesADocumentWithoutADetailType() {
        ObjectNode event = TaskEvent.exited(1)
                .withEnvelope(envelope -> envelope.remove("detail-type"))
                .json();

        assertThatThrownBy(() -> EventJson.read(event))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("detail-type: expected the type of an EventBridge event, such as 'ECS Task State Change',"
                        + " found nothing");
    }

    @Test
    void refusesAnEventOfAnotherSource() {
        ObjectNode event = TaskEvent.exited(1)
                .withEnvelope(
                        envelope -> envelope.put("detail-type", "Order placed").put("source", "shop"))
                .json();

        assertThatThrownBy(() -> EventJson.read(event))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("detail-type: expected 'ECS Task State Change', 'Step Functions Execution Status Change',"
                        + " 'ecs-task-retry Reconcile', 'ecs-task-retry Command' or an event of an AWS service (source aws.…), found"
                        + " \"Order placed\"");
    }

    @ParameterizedTest
    @MethodSource
    void namesTheMalformedField(Consumer<ObjectNode> change, String message) {
        ObjectNode event = TaskEvent.exited(1).withEnvelope(change).json();

        assertThatThrownBy(() -> EventJson.read(event))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith(message);
    }

    static Stream<Arguments> namesTheMalformedField() {
        return Stream.of(
                malformed(event -> event.remove("detail"), "detail: expected an object, found nothing"),
                malformed(event -> event.put("detail", "x"), "detail: expected an object, found \"x\""),
                malformed(event -> detail(event).remove("lastStatus"), "detail.lastStatus: expected a status"),
                malformed(event -> detail(event).put("taskArn", "x"), "detail.taskArn: expected a task ARN such as"),
                malformed(event -> detail(event).remove("clusterArn"), "detail.clusterArn: expected a cluster ARN"),
                malformed(
                        event -> detail(event).put("taskDefinitionArn", 7),
                        "detail.taskDefinitionArn: expected a task definition ARN such as"
                                + " arn:aws:ecs:…:task-definition/etl:7, found 7"),
                malformed(
                        event -> detail(event).put("stoppedAt", "yesterday"),
                        "detail.stoppedAt: expected a time such as 2026-01-31T12:00:00.000Z, found \"yesterday\""),
                malformed(
                        event -> detail(event).put("stoppedAt", -0.5),
                        "detail.stoppedAt: expected a time such as 2026-01-31T12:00:00.000Z, found -0.5"),
                malformed(event -> detail(event).put("stoppedAt", 1e300), "detail.stoppedAt: expected a time such as"),
                malformed(
                        event -> detail(event).put("stoppedAt", "+1000000000-12-31T23:59:59Z"),
                        "detail.stoppedAt: expected a time such as"),
                malformed(
                        event -> detail(event).put("stoppedAt", "1969-12-31T23:59:59Z"),
                        "detail.stoppedAt: expected a time such as"),
                malformed(
                        event -> container(event).put("exitCode", "oom"),
                        "detail.containers[0].exitCode: expected a whole number such as 137, found \"oom\""),
                malformed(
                        event -> container(event).put("exitCode", 1e30),
                        "detail.containers[0].exitCode: expected a whole"),
                malformed(event -> container(event).remove("name"), "detail.containers[0].name: expected"),
                malformed(event -> detail(event).put("containers", 1), "detail.containers: expected a list, found 1"),
                malformed(event -> detail(event).put("version", "five"), "detail.version: expected a whole number"));
    }

    private static Arguments malformed(Consumer<ObjectNode> change, String message) {
        return Arguments.of(change, message);
    }

    private static ObjectNode detail(ObjectNode event) {
        return (ObjectNode) event.get("detail");
    }

    private static ObjectNode container(ObjectNode event) {
        return (ObjectNode) detail(event).get("containers").get(0);
    }

    @Test
    void namesAMalformedOverrideWithoutShowingIt() {
        ObjectNode event = TaskEvent.exited(1)
                .override(
                        "app",
                        override -> override.putArray("environment")
                                .addObject()
                                .put("name", "A")
                                .put("value", 42))
                .json();

        assertThatThrownBy(() -> EventJson.read(event))
                .hasMessage(
                        "detail.overrides.containerOverrides[0].environment[0].value: expected text, found a value of"
                                + " type number");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {"`{`", "`nothing`", "`[1]`", "`\"text\"`", "` `", "`{} {}`"})
    void refusesADocumentThatIsNotAnObject(String text) {
        assertThatThrownBy(() -> EventJsonTest.read(text))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageMatching("(event|\\[0\\]): .*");
    }
}
