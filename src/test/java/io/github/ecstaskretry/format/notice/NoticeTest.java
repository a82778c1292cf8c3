package io.github.ecstaskretry.format.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoticeTest {

    private static final RecordedDecision.End FAILED = new RecordedDecision.End(Outcome.FAILED, true, null);
    private static final RecordedDecision.End SUCCEEDED = new RecordedDecision.End(Outcome.SUCCEEDED, true, null);
    private static final RecordedDecision.End RECOVERED = new RecordedDecision.End(Outcome.RECOVERED, true, null);

    @Test
    void describesTheJobAndEveryAttempt() throws JsonProcessingException {
        JobHistory before = new JobHistory(List.of(attempt(TaskEvent.neverStarted("no answer"), 1, retried())));
        RecordedAttempt last = attempt(TaskEvent.exited(64).stoppedAt("2026-01-31T12:10:00Z"), 2, FAILED);

        JsonNode body = new ObjectMapper().readTree(NoticeJson.body(last, FAILED, before));

        assertThat(body.get("version").intValue()).isEqualTo(1);
        assertThat(body.get("deduplicationId").textValue()).isEqualTo(TaskEvent.TASK_ID + "-2");
        assertThat(body.get("outcome").textValue()).isEqualTo("FAILED");
        assertThat(body.get("summary").textValue())
                .isEqualTo("FAILED after 2 attempts: etl on cluster prod. It would fail again.");
        assertThat(body.at("/job/jobId").textValue()).isEqualTo(TaskEvent.TASK_ID);
        assertThat(body.at("/job/createdAt").textValue()).isEqualTo("2026-01-31T11:50:00.500Z");
        assertThat(body.at("/job/durationSeconds").longValue()).isEqualTo(1199);
        assertThat(body.at("/attempts/0/attempt").intValue()).isEqualTo(1);
        assertThat(body.at("/attempts/0/reason").textValue()).isEqualTo("no answer");
        assertThat(body.at("/attempts/0/containers/0").has("exitCode")).isFalse();
        assertThat(body.at("/attempts/1/containers/0/exitCode").intValue()).isEqualTo(64);
        assertThat(body.at("/attempts/1/stoppedAt").textValue()).isEqualTo("2026-01-31T12:10:00.000Z");
        assertThat(body.at("/links/task").textValue())
                .startsWith("https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/prod/tasks/" + TaskEvent.TASK_ID);
    }

    @Test
    void saysThatItSupersedesALossUnderAnIdOfItsOwn() throws JsonProcessingException {
        RecordedAttempt lost = attempt(TaskEvent.exited(1), 2, FAILED);
        RecordedAttempt last = attempt(TaskEvent.exited(0), 2, RECOVERED)
                .superseding(lost, lost.times().stoppedAt());
        JobHistory before = new JobHistory(List.of(attempt(TaskEvent.exited(1), 1, retried())));

        JsonNode body = new ObjectMapper().readTree(NoticeJson.body(last, RECOVERED, before));
        JsonNode later = new ObjectMapper()
                .readTree(NoticeJson.body(
                        attempt(TaskEvent.exited(64), 3, FAILED), FAILED, new JobHistory(List.of(last))));

        assertThat(body.get("deduplicationId").textValue()).isEqualTo(TaskEvent.TASK_ID + "-2-superseded");
        assertThat(body.get("summary").textValue())
                .endsWith("Attempt 2 was first recorded as app-exit, and its job as FAILED.");
        assertThat(body.at("/attempts/1/supersededOutcome").textValue()).isEqualTo("FAILED");
        assertThat(later.get("deduplicationId").textValue()).isEqualTo(TaskEvent.TASK_ID + "-3");
        assertThat(later.get("summary").textValue())
                .endsWith("Attempt 2 was first recorded as app-exit, and its job as FAILED.");
    }

    /** SNS takes 256 KB with the attributes. A notice that is refused would never be sent. */
    @Test
    void shortensANoticeThatSnsWouldRefuse() throws JsonProcessingException {
        TaskEvent event = TaskEvent.stopped("TaskFailedToStart", "\u0007".repeat(1024));
        for (int i = 0; i < 10; i++) {
            event.container("c" + i, null, "é".repeat(1024));
        }
        JobHistory before = new JobHistory(IntStream.range(1, 50)
                .mapToObj(number -> attempt(event, number, retried()))
                .toList());

        String text = NoticeJson.body(attempt(event, 50, FAILED), FAILED, before);

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(250_000);
        JsonNode body = new ObjectMapper().readTree(text);
        assertThat(body.get("shortened").booleanValue()).isTrue();
        assertThat(body.get("attempts")).hasSize(50);
        assertThat(body.at("/attempts/48/cause").textValue()).isEqualTo("app-exit");
        assertThat(body.at("/attempts/48").has("containers")).isFalse();
        assertThat(body.at("/attempts/49/containers/9/reason").textValue()).hasSize(1001);
        assertThat(body.at("/attempts/49/why").textValue()).isEqualTo("It would fail again.");
    }

    @Test
    void leavesOutTheEnvironment() {
        RecordedAttempt last = attempt(TaskEvent.exited(64).environment("app", "TOKEN", "s3cret"), 1, FAILED);

        assertThat(NoticeJson.body(last, FAILED, JobHistory.NONE)).doesNotContain("TOKEN", "s3cret");
    }

    @Test
    void namesTheOutcomeInTheSubject() {
        assertThat(NoticeJson.subject(attempt(TaskEvent.exited(64), 1, FAILED), FAILED, JobHistory.NONE))
                .isEqualTo("FAILED: etl on prod (app-exit)");
        RecordedAttempt recovered = attempt(TaskEvent.exited(0), 2, RECOVERED);
        JobHistory before = new JobHistory(List.of(attempt(TaskEvent.exited(1), 1, retried())));
        assertThat(NoticeJson.subject(recovered, RECOVERED, before))
                .isEqualTo("RECOVERED: etl on prod (recovered from app-exit)");
        assertThat(NoticeJson.summary(recovered, RECOVERED, before))
                .contains(" on cluster prod. It recovered from app-exit. ");
        assertThat(NoticeJson.subject(attempt(TaskEvent.exited(0), 1, SUCCEEDED), SUCCEEDED, JobHistory.NONE))
                .startsWith("SUCCEEDED: etl");
    }

    @Test
    void keepsTheSubjectToAsciiAndUnderAHundredCharacters() {
        TaskEvent event = TaskEvent.exited(1)
                .with(detail -> detail.put(
                        "taskDefinitionArn", "arn:aws:ecs:eu-west-1:1:task-definition/" + "ünicode".repeat(30) + ":1"));

        assertThat(NoticeJson.subject(attempt(event, 1, FAILED), FAILED, JobHistory.NONE))
                .hasSize(99)
                .matches("[\\x20-\\x7e]+")
                .endsWith("...");
    }

    private static RecordedDecision.Retry retried() {
        return new RecordedDecision.Retry(
                10, Instant.parse("2026-01-31T12:00:10Z"), null, null, null, true, null, List.of());
    }

    private static RecordedAttempt attempt(TaskEvent event, int number, RecordedDecision decision) {
        StoppedTask task = event.task();
        return new RecordedAttempt(
                new AttemptId(TaskEvent.TASK_ID, number),
                RecordedAttempt.Subject.of(task, null, Map.of()),
                task.times(),
                task.stop(),
                new Ruling(
                        "app-exit",
                        CauseKind.AMBIGUOUS,
                        "patient",
                        Mode.ACT,
                        Ruling.CATALOGUE,
                        true,
                        "It would fail again."),
                decision,
                task.event(),
                task.times().stoppedAt());
    }
}
