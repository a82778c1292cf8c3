package io.github.ecstaskretry.function.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {

    @Test
    void aStopThatNothingRecognisesShowsItsTexts() {
        RecordedAttempt attempt = recorded(TaskEvent.stopped("SomethingNew", "The flux compensator is misaligned")
                .container("app", null, "Wibble")
                .environment("app", "TOKEN", "s3cret"));

        assertThat(AnswerJson.recorded(attempt))
                .contains("\"cause\":\"unrecognised\"")
                .contains("\"unrecognised\":[\"SomethingNew\",\"The flux compensator is misaligned\",\"Wibble\"]")
                .doesNotContain("s3cret");
    }

    @Test
    void showsTheTextsOnlyOnce() {
        RecordedAttempt attempt = recorded(TaskEvent.stopped("SomethingNew", "The flux compensator is misaligned"));

        assertThat(AnswerJson.replayed("again", attempt)).doesNotContain("flux");
    }

    @Test
    void aLongTextIsCut() {
        RecordedAttempt attempt = recorded(TaskEvent.stopped("SomethingNew", "x".repeat(2_000)));

        assertThat(AnswerJson.recorded(attempt)).contains("x".repeat(500) + "…").doesNotContain("x".repeat(501));
    }

    @Test
    void aKnownStopShowsNoTexts() {
        assertThat(AnswerJson.recorded(recorded(TaskEvent.exited(1)))).doesNotContain("unrecognised");
    }

    private static RecordedAttempt recorded(TaskEvent event) {
        MemoryPorts ports = new MemoryPorts();
        ports.useCase(TestPolicies.PATIENT).handle(event.task());
        return ports.records().getFirst();
    }
}
