package io.github.ecstaskretry.format.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.AttemptId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDocumentTest {

    @Test
    void aFirstTaskIsTheFirstAttemptOfItsOwnJob() {
        EventDocument event = document(TaskEvent.exited(1).json());

        assertThat(event.id()).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(event.attempt()).contains(new AttemptId(TaskEvent.TASK_ID, 1));
    }

    @Test
    void aRerunSaysWhichAttemptItIs() {
        assertThat(document(TaskEvent.exited(1).asAttempt("job", 7, "task").json())
                        .attempt())
                .contains(new AttemptId("job", 7));
    }

    @Test
    void anExecutionIsNamedAfterTheAttemptThatItLaunches() {
        assertThat(parse("{\"detail\":{\"name\":\"job-1-2\",\"status\":\"FAILED\"}}")
                        .attempt())
                .contains(new AttemptId("job-1", 2));
    }

    @Test
    void theAttemptShowsInAnEventThatCannotBeRead() {
        JsonNode event =
                TaskEvent.exited(1).with(detail -> detail.remove("clusterArn")).json();

        assertThat(document(event).attempt()).contains(new AttemptId(TaskEvent.TASK_ID, 1));
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
    void whatDoesNotShowIsEmpty(String json) {
        EventDocument event = parse(json);

        assertThat(event.id()).isEmpty();
        assertThat(event.attempt()).isEmpty();
    }

    private static EventDocument document(JsonNode event) {
        return parse(event.toString());
    }

    private static EventDocument parse(String json) {
        try {
            return EventDocument.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
