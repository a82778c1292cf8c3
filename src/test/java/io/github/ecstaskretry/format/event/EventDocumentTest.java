package io.github.ecstaskretry.format.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDocumentTest {

    private static final ObjectNode EVENT = TaskEvent.exited(1).json();

    @Test
    void namesTheFirstAttemptOfANewJob() {
        EventDocument event = onlyOne(EVENT);

        assertThat(event.id()).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(event.attempt()).contains(new AttemptId(TaskEvent.TASK_ID, 1));
        assertThat(event.description()).isEqualTo("an EventBridge event");
    }

    @Test
    void namesTheAttemptOfARetry() {
        assertThat(onlyOne(TaskEvent.exited(1).asAttempt("job", 7, "task").json())
                        .attempt())
                .contains(new AttemptId("job", 7));
    }

    @Test
    void namesTheAttemptThatAnExecutionLaunches() {
        assertThat(onlyOne("{\"detail\":{\"name\":\"job-1-2\",\"status\":\"FAILED\"}}")
                        .attempt())
                .contains(new AttemptId("job-1", 2));
    }

    @Test
    void namesTheAttemptOfAnEventThatCannotBeRead() {
        JsonNode event =
                TaskEvent.exited(1).with(detail -> detail.remove("clusterArn")).json();

        assertThat(onlyOne(event).attempt()).contains(new AttemptId(TaskEvent.TASK_ID, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"id\":{},\"detail\":7}",
                "{\"detail\":{\"taskArn\":7,\"startedBy\":[]}}",
                "{\"detail\":{\"taskArn\":\"no ARN\"}}"
            })
    void namesNothingThatTheEventLacks(String json) {
        EventDocument event = onlyOne(json);

        assertThat(event.id()).isEmpty();
        assertThat(event.attempt()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void unwrapsAnEvent(JsonNode wrapped, String description) {
        EventDocument event = onlyOne(wrapped);

        assertThat(event.description()).isEqualTo(description);
        assertThat(event.id()).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(event.read()).isEqualTo(EventJson.read(EVENT));
    }

    static Stream<Arguments> unwrapsAnEvent() {
        ObjectNode failed = object("requestPayload", EVENT).put("version", "1.0");
        ObjectNode notification = text("Message", EVENT).put("Type", "Notification");
        return Stream.of(
                Arguments.of(failed, "an EventBridge event in Lambda's on-failure record"),
                Arguments.of(
                        object("detail", failed).put("detail-type", "Lambda Function Invocation Result - Failure"),
                        "an EventBridge event in Lambda's on-failure record"),
                Arguments.of(list("Records", text("body", EVENT)), "an EventBridge event in an SQS message"),
                Arguments.of(list("Messages", text("Body", EVENT)), "an EventBridge event in an SQS message"),
                Arguments.of(text("body", EVENT), "an EventBridge event in an SQS message"),
                Arguments.of(Json.array().add(text("body", EVENT)), "an EventBridge event in an SQS message"),
                Arguments.of(
                        list("Records", text("body", failed)),
                        "an EventBridge event in Lambda's on-failure record in an SQS message"),
                Arguments.of(
                        list("Records", text("body", notification)),
                        "an EventBridge event in an SNS notification in an SQS message"),
                Arguments.of(
                        list("Records", object("Sns", notification)), "an EventBridge event in an SNS notification"));
    }

    @Test
    void readsATaskWithoutItsEventsEnvelope() {
        EventDocument event = onlyOne(EVENT.get("detail"));
        StoppedTask expected = TaskEvent.exited(1)
                .withEnvelope(envelope -> envelope.remove("id"))
                .task();

        assertThat(event.description()).isEqualTo("the detail of an event 'ECS Task State Change'");
        assertThat(event.attempt()).contains(new AttemptId(TaskEvent.TASK_ID, 1));
        assertThat(event.read()).isEqualTo(new Incoming.TaskStopped(expected));
    }

    @Test
    void readsAnExecutionWithoutItsEventsEnvelope() {
        ObjectNode event = LaunchEvent.refused("{}", "AGENT").json();

        EventDocument detail = onlyOne(list("Records", text("body", event.get("detail"))));

        assertThat(detail.description())
                .isEqualTo("the detail of an event 'Step Functions Execution Status Change' in an SQS message");
        assertThat(detail.read().toString())
                .isEqualTo(EventJson.read(event).toString())
                .contains("AGENT");
    }

    @Test
    void findsEveryEventOfABatch() {
        ObjectNode second = TaskEvent.exited(2).task("second").json();

        List<EventDocument> events =
                parse(list("Records", text("body", EVENT), text("body", second)).toString());

        assertThat(events)
                .extracting(EventDocument::read)
                .containsExactly(EventJson.read(EVENT), EventJson.read(second));
    }

    /** The events beside it can be read all the same. */
    @Test
    void namesThePartOfABatchThatHoldsNoEvent() {
        List<EventDocument> events = parse("{\"Records\":[{\"body\":\"s3cret\"},{\"body\":\"{\\\"a\\\":1}\"},"
                + "{\"s3\":{}},{\"body\":\"[]\"}," + text("body", EVENT) + "]}");

        assertMessage(
                events.get(0), "Records[0].body: expected an EventBridge event as a JSON object, found something else");
        assertMessage(
                events.get(1),
                "Records[1].body.detail-type: expected the type of an EventBridge event, such as 'ECS Task State Change',"
                        + " found nothing");
        assertMessage(
                events.get(2),
                "Records[2].detail-type: expected the type of an EventBridge event, such as 'ECS Task State Change', found"
                        + " nothing");
        assertMessage(events.get(3), "Records[3].body: expected an EventBridge event as a JSON object, found a list");
        assertThat(events.get(4).read()).isEqualTo(EventJson.read(EVENT));
    }

    @Test
    void refusesWrappersWithoutEnd() {
        JsonNode wrapped = EVENT;
        for (int i = 0; i < 9; i++) {
            wrapped = object("requestPayload", wrapped);
        }

        assertThat(onlyOne(wrapped).description()).startsWith("a document that is not an event in Lambda's");
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(onlyOne(wrapped)::read)
                .withMessageContaining("requestPayload.detail-type: expected");
    }

    @Test
    void doesNotShowTheValuesOfAWrappedEventThatItRefuses() {
        JsonNode event = TaskEvent.exited(1)
                .override("app", override -> override.put("environment", "s3cret"))
                .json();

        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(onlyOne(list("Records", text("body", event)))::read)
                .withMessage("Records[0].body.detail.overrides.containerOverrides[0].environment: expected a list,"
                        + " found a value of type string");
    }

    private static void assertMessage(EventDocument event, String message) {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(event::read)
                .withMessage(message);
    }

    private static ObjectNode object(String member, JsonNode value) {
        ObjectNode object = Json.object();
        object.set(member, value);
        return object;
    }

    private static ObjectNode text(String member, JsonNode value) {
        return Json.object().put(member, value.toString());
    }

    private static ObjectNode list(String member, JsonNode... elements) {
        return object(member, Json.array().addAll(List.of(elements)));
    }

    private static EventDocument onlyOne(JsonNode document) {
        return onlyOne(document.toString());
    }

    private static EventDocument onlyOne(String json) {
        List<EventDocument> events = parse(json);
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static List<EventDocument> parse(String json) {
        try {
            return EventDocument.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
