package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.function.lambda.AnswerJson;
import org.junit.jupiter.api.Test;

/** A policy that only observes decides and records like any other, and does nothing else. */
class ObserveModeTest {

    private static final TaskEvent HICCUP = TaskEvent.neverStarted(
            "CannotPullContainerError: failed to copy: read tcp 10.0.0.9:4711->10.0.0.1:443: connection reset by peer");
    private static final TaskEvent GONE =
            TaskEvent.neverStarted("CannotPullContainerError: image Manifest for registry.example/app:gone: not found");

    private final MemoryPorts ports = new MemoryPorts();

    @Test
    void aRetryIsRecordedAndNotLaunched() {
        RecordedAttempt attempt = handleTwice("observe", HICCUP);

        assertThat(attempt.decision()).isInstanceOfSatisfying(RecordedDecision.Retry.class, retry -> {
            assertThat(retry.pending()).isFalse();
            assertThat(retry.delaySeconds()).isEqualTo(10);
            assertThat(retry.launch().taskDefinition()).endsWith("etl:7");
        });
        assertThat(ports.done()).containsOnly("record " + TaskEvent.TASK_ID + "-1");
    }

    @Test
    void anEndIsRecordedAndNotAnnounced() {
        RecordedAttempt attempt = handleTwice("observe", GONE);

        assertThat(attempt.decision()).isInstanceOfSatisfying(RecordedDecision.End.class, terminal -> {
            assertThat(terminal.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(terminal.noticeDue()).isFalse();
        });
        assertThat(ports.done()).containsOnly("record " + TaskEvent.TASK_ID + "-1");
    }

    @Test
    void theRecordAndTheAnswerShowIt() {
        RecordedAttempt attempt = handleTwice("observe", HICCUP);

        assertThat(attempt.ruling().why()).endsWith("The policy only observes: nothing is launched or announced.");
        assertThat(AnswerJson.recorded(attempt)).contains("\"mode\":\"observe\"");
    }

    /** The same events under an acting policy, which shows that the tests above can fail. */
    @Test
    void aPolicyThatActsLaunchesAndAnnounces() {
        RecordedAttempt retried = handleTwice("act", HICCUP);
        ports.forget();
        handleTwice("act", GONE);

        assertThat(ports.done())
                .contains("launch " + TaskEvent.TASK_ID + "-2", "announce " + TaskEvent.TASK_ID + "-1 after 0");
        assertThat(AnswerJson.recorded(retried)).doesNotContain("mode");
    }

    private RecordedAttempt handleTwice(String mode, TaskEvent event) {
        StoppedTasks tasks = ports.useCase(TestPolicies.patientWith("mode: " + mode));

        assertThat(tasks.handle(event.task())).isInstanceOf(Handled.Recorded.class);
        assertThat(tasks.handle(event.task())).isInstanceOf(Handled.Replayed.class);
        return ports.records().getLast();
    }
}
