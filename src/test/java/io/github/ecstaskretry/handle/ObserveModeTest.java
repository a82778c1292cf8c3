package io.github.ecstaskretry.handle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.classify.Classifier;
import io.github.ecstaskretry.decide.Decider;
import io.github.ecstaskretry.decide.JobHistory;
import io.github.ecstaskretry.decide.Outcome;
import io.github.ecstaskretry.decide.RecordedAttempt;
import io.github.ecstaskretry.decide.RecordedDecision;
import io.github.ecstaskretry.format.AnswerJson;
import io.github.ecstaskretry.format.CatalogueYaml;
import io.github.ecstaskretry.job.AttemptId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A policy that only observes: decided and recorded like any other, and nothing else. */
class ObserveModeTest {

    private static final TaskEvent HICCUP = TaskEvent.neverStarted(
            "CannotPullContainerError: failed to copy: read tcp 10.0.0.9:4711->10.0.0.1:443: connection reset by peer");
    private static final TaskEvent GONE =
            TaskEvent.neverStarted("CannotPullContainerError: image Manifest for registry.example/app:gone: not found");

    private final List<RecordedAttempt> table = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    @Test
    void aRetryIsRecordedAndNotLaunched() {
        RecordedAttempt attempt = handleTwice("observe", HICCUP);

        assertThat(attempt.decision()).isInstanceOfSatisfying(RecordedDecision.Retry.class, retry -> {
            assertThat(retry.pending()).isFalse();
            assertThat(retry.delaySeconds()).isEqualTo(10);
            assertThat(retry.launchRequest()).contains("etl:7");
        });
        assertThat(done).isEmpty();
    }

    @Test
    void anEndIsRecordedAndNotAnnounced() {
        RecordedAttempt attempt = handleTwice("observe", GONE);

        assertThat(attempt.decision()).isInstanceOfSatisfying(RecordedDecision.Terminal.class, terminal -> {
            assertThat(terminal.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(terminal.noticeDue()).isFalse();
        });
        assertThat(done).isEmpty();
    }

    @Test
    void theRecordAndTheAnswerSaySo() {
        RecordedAttempt attempt = handleTwice("observe", HICCUP);

        assertThat(attempt.ruling().why()).endsWith("The policy only observes: nothing is launched or announced.");
        assertThat(AnswerJson.recorded(attempt)).contains("\"mode\":\"observe\"");
    }

    /** The same events, so that the tests above can fail. */
    @Test
    void aPolicyThatActsLaunchesAndAnnounces() {
        RecordedAttempt retried = handleTwice("act", HICCUP);
        table.clear();
        handleTwice("act", GONE);

        assertThat(done).contains("launch " + TaskEvent.TASK_ID + "-2", "announce");
        assertThat(AnswerJson.recorded(retried)).doesNotContain("mode");
    }

    private RecordedAttempt handleTwice(String mode, TaskEvent event) {
        StoppedTasks tasks = new StoppedTasks(
                TestPolicies.read(TestPolicies.patientWith("mode: " + mode)),
                new Decider(new Classifier(CatalogueYaml.builtIn())),
                new Table(),
                (attempt, input) -> done.add("launch " + attempt.launchName()),
                (last, before) -> done.add("announce"),
                task -> Map.of());

        assertThat(tasks.handle(event.task())).isInstanceOf(Handled.Recorded.class);
        assertThat(tasks.handle(event.task())).isInstanceOf(Handled.Replayed.class);
        return table.getFirst();
    }

    /** One job's attempts in memory. */
    private final class Table implements Attempts {

        @Override
        public JobHistory history(String jobId) {
            return new JobHistory(table);
        }

        @Override
        public Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
            Optional<RecordedAttempt> there = table.stream()
                    .filter(recorded -> recorded.id().equals(attempt.id()))
                    .findFirst();
            if (there.isEmpty()) {
                table.add(attempt);
            }
            return there;
        }

        @Override
        public void markAnnounced(AttemptId attempt) {
            done.add("mark");
        }
    }
}
