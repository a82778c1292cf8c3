package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.NoticeTakenException;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Who sends a notice, and which notices are due. */
class DynamoNoticesTest extends DynamoAttemptsFixture {

    @Test
    void aNoticeIsMarkedOnce() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);

        attempts.markAnnounced(last.id());
        new DynamoAttempts(DYNAMODB.client(), TABLE, () -> NOW.plusSeconds(60)).markAnnounced(last.id());

        RecordedDecision.End terminal = (RecordedDecision.End)
                attempts.history(jobId).attempts().getFirst().decision();
        assertThat(terminal.announcedAt()).isEqualTo(NOW);
        assertThat(terminal.noticeDue()).isFalse();
    }

    /** Two invocations at the same time must not both send the notice. */
    @Test
    void aNoticeBelongsToItsRecorderForAMinuteAndThenToTheFirstTaker() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);

        assertThatExceptionOfType(NoticeTakenException.class)
                .isThrownBy(() -> attemptsAfter(59).takeNotice(last.id()));
        assertThat(attemptsAfter(60).takeNotice(last.id())).isTrue();
        assertThatExceptionOfType(NoticeTakenException.class)
                .isThrownBy(() -> attemptsAfter(61).takeNotice(last.id()));
        assertThat(attemptsAfter(120).takeNotice(last.id())).isTrue();
    }

    @Test
    void aReturnedNoticeCanBeTakenAtOnce() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);

        attempts.giveBackNotice(last.id());

        assertThat(attemptsAfter(1).takeNotice(last.id())).isTrue();
    }

    @Test
    void nobodySendsASentNoticeAgain() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);
        attempts.markAnnounced(last.id());

        assertThat(attempts.takeNotice(last.id())).isFalse();
        assertThat(attemptsAfter(3_600).takeNotice(last.id())).isFalse();
    }

    @Test
    void oneOfManyTakersSendsANotice() throws InterruptedException, ExecutionException {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);

        List<Boolean> answers = concurrently(8, () -> {
            try {
                return attemptsAfter(60).takeNotice(last.id());
            } catch (NoticeTakenException taken) {
                return false;
            }
        });

        assertThat(answers).containsOnlyOnce(true);
    }

    @Test
    void aNoticeIsTakenForAsLongAsTheFunctionMayRun() {
        assertThat(SamTemplate.read()
                        .properties("TaskRetryFunction")
                        .path("Timeout")
                        .asLong())
                .isEqualTo(DynamoAttempts.NOTICE_IS_TAKEN.toSeconds());
    }

    @Test
    void anEndIsOnTheIndexOfNoticesUntilItIsMarkedAndNeverAmongTheRetries() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();

        record(last, JobHistory.NONE);
        assertThat(noticesDue()).contains(jobId);
        assertThat(pending()).doesNotContain(jobId);

        attempts.markAnnounced(last.id());
        assertThat(noticesDue()).doesNotContain(jobId);
        assertThat(item(1)).doesNotContainKeys("pendingShard", "notBefore");
    }

    @Test
    void anUnannouncedEndIsNotOnTheIndex() {
        record(
                failed(
                                TestPolicies.patientWith("announce: []"),
                                TaskEvent.exited(1).task(jobId))
                        .getFirst(),
                JobHistory.NONE);

        assertThat(noticesDue()).doesNotContain(jobId);
    }

    @Test
    void anAttemptAfterAnEndDoesNotTakeItsNoticeAway() {
        RecordedAttempt last =
                failed(TestPolicies.PATIENT, TaskEvent.exited(1).task(jobId)).getFirst();
        record(last, JobHistory.NONE);

        record(jobThatRecovers().get(1), attempts.history(jobId));

        assertThat(noticesDue()).contains(jobId);
    }

    @Test
    void marksNothingThatWasNotRecorded() {
        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> attempts.markAnnounced(new AttemptId(jobId, 1)));
        assertThat(attempts.history(jobId)).isEqualTo(JobHistory.NONE);
    }
}
