package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.function.retry.Handled.Ignored;
import io.github.ecstaskretry.function.retry.Handled.Recorded;
import io.github.ecstaskretry.function.retry.Handled.Replayed;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoppedTasksTest {

    private static final String JOB = TaskEvent.TASK_ID;
    private static final String RETRIES = TestPolicies.patientWith("otherwise: retry");

    private static final StoppedTask FAILED = TaskEvent.exited(1).task();

    private final MemoryPorts ports = new MemoryPorts();

    @Test
    void aRetryIsRecordedAndThenLaunched() {
        assertThat(ports.useCase(RETRIES).handle(FAILED)).isInstanceOf(Recorded.class);

        assertThat(ports.done()).containsExactly("record " + JOB + "-1", "launch " + JOB + "-2");
    }

    @Test
    void aTerminalOutcomeIsRecordedThenAnnouncedThenMarked() {
        assertThat(ports.useCase(TestPolicies.PATIENT).handle(FAILED)).isInstanceOf(Recorded.class);

        assertThat(ports.done())
                .containsExactly("record " + JOB + "-1", "announce " + JOB + "-1 after 0", "mark " + JOB + "-1");
    }

    @Test
    void leavesATaskOfAnotherAccountAlone() {
        TaskEvent foreign = TaskEvent.exited(1)
                .with(detail -> detail.put("clusterArn", "arn:aws:ecs:eu-west-1:444455556666:cluster/prod"));

        assertThat(ports.useCase(RETRIES).handle(foreign.task()))
                .isInstanceOfSatisfying(
                        Ignored.class,
                        ignored ->
                                assertThat(ignored.reason()).startsWith("the task is foreign: it is of account 4444"));
        assertThat(ports.done()).isEmpty();
    }

    @Test
    void aLaterAttemptIsDecidedWithItsHistory() {
        StoppedTasks useCase = ports.useCase(RETRIES);
        useCase.handle(FAILED);
        useCase.handle(TaskEvent.exited(0).asAttempt(JOB, 2, "second").task());

        assertThat(ports.done())
                .endsWith(
                        "history " + JOB,
                        "record " + JOB + "-2",
                        "announce " + JOB + "-2 after 1",
                        "mark " + JOB + "-2");
    }

    /** The first task of a rerun or of run-job can be lost; the history of a first attempt is not read. */
    @Test
    void theTrueStopOfAFirstTaskSupersedesItsLoss() {
        AttemptId first = new AttemptId(JOB, 1);
        StoppedTasks useCase = ports.useCase(RETRIES);
        useCase.handle(TaskEvent.exited(1).task("other").task());
        LaunchFailure loss = new LaunchFailure(LaunchFailure.TASK_LOST, "task/prod/first", null);
        ports.endedAttempts(RETRIES)
                .handle(
                        ports.requestOf("other-2")
                                .as(first, "x")
                                .failed(loss, Instant.parse("2026-01-31T12:00:20Z"), EventRef.NONE),
                        first);
        StoppedTask truth = TaskEvent.exited(0).asAttempt(JOB, 1, "first").task();

        assertThat(useCase.handle(truth)).isInstanceOf(Recorded.class);
        assertThat(useCase.handle(truth)).isInstanceOf(Replayed.class);

        assertThat(ports.done()).containsOnlyOnce("supersede " + JOB + "-1");
        assertThat(ports.records().getLast().ruling().cause()).isEqualTo("succeeded");
        assertThat(ports.records().getLast().superseded().cause()).isEqualTo("task-lost");
    }

    @Test
    void aRepeatedEventCarriesOutTheRecordedDecisionEvenWhenThePolicyHasChanged() {
        ports.useCase(RETRIES).handle(FAILED);

        assertThat(ports.useCase(TestPolicies.PATIENT).handle(FAILED)).isInstanceOf(Replayed.class);
        assertThat(ports.done())
                .containsExactly(
                        "record " + JOB + "-1", "launch " + JOB + "-2", "record " + JOB + "-1", "launch " + JOB + "-2");
        assertThat(ports.records()).hasSize(1);
    }

    @Test
    void nothingIsDoneWhenTheRecordCannotBeWritten() {
        ports.fail("record");

        assertThatIllegalStateException()
                .isThrownBy(() -> ports.useCase(RETRIES).handle(FAILED));
        assertThat(ports.done()).containsExactly("record " + JOB + "-1");
    }

    @Test
    void theNextDeliveryDoesTheWorkThatFailedAfterTheRecord() {
        StoppedTasks useCase = ports.useCase(TestPolicies.PATIENT);
        ports.fail("announce");
        assertThatIllegalStateException().isThrownBy(() -> useCase.handle(FAILED));
        ports.fail("nothing");

        useCase.handle(FAILED);

        assertThat(ports.done())
                .endsWith(
                        "record " + JOB + "-1",
                        "take notice " + JOB + "-1",
                        "announce " + JOB + "-1 after 0",
                        "mark " + JOB + "-1");
    }

    @Test
    void leavesANoticeToTheInvocationThatIsAboutToSendIt() {
        StoppedTasks useCase = ports.useCase(TestPolicies.PATIENT);
        useCase.handle(FAILED);
        ports.fail("take notice");

        assertThatIllegalStateException().isThrownBy(() -> useCase.handle(FAILED));

        assertThat(ports.done()).endsWith("mark " + JOB + "-1", "record " + JOB + "-1", "take notice " + JOB + "-1");
    }

    @Test
    void anOutcomeThatIsNotAnnouncedIsOnlyRecorded() {
        ports.useCase(TestPolicies.patientWith("announce: []")).handle(FAILED);

        assertThat(ports.done()).containsExactly("record " + JOB + "-1");
    }

    @Test
    void othersTasksAreLeftAlone() {
        StoppedTask ofAService = TaskEvent.exited(1)
                .with(detail -> detail.put("group", "service:web"))
                .task();

        assertThat(ports.useCase(RETRIES).handle(ofAService)).isInstanceOf(Ignored.class);
        assertThat(ports.done()).isEmpty();
    }

    @Test
    void aTaskThatNoPolicyMatchesIsLeftAlone() {
        assertThat(ports.useCase(TestPolicies.patientWith("match: {cluster: [other]}"))
                        .handle(FAILED))
                .isEqualTo(new Ignored("no policy matches it"));
        assertThat(ports.done()).isEmpty();
    }

    @Test
    void tagsAreReadForAFailureThatAPolicyMatchesByThem() {
        StoppedTasks useCase = ports.useCase(TestPolicies.patientWith("match: {tags: {team: data}}"));
        ports.tag("team", "data");

        assertThat(useCase.handle(FAILED)).isInstanceOf(Recorded.class);
        assertThat(ports.done()).startsWith("tags of " + JOB);
    }

    @Test
    void aTaskWithOtherTagsIsLeftAlone() {
        StoppedTasks useCase = ports.useCase(TestPolicies.patientWith("match: {tags: {team: data}}"));
        ports.tag("team", "web");

        assertThat(useCase.handle(FAILED)).isInstanceOf(Ignored.class);
    }

    @Test
    void theTagsOfASuccessAreNotRead() {
        StoppedTasks useCase = ports.useCase(TestPolicies.patientWith("match: {tags: {team: data}}"));

        assertThat(useCase.handle(TaskEvent.exited(0).task())).isInstanceOf(Recorded.class);
        assertThat(ports.done()).containsExactly("record " + JOB + "-1");
    }

    @Test
    void aJobStaysWithItsPolicyEvenIfAnEarlierPolicyNowMatches() {
        String everything = """
                  - name: everything
                    network: {subnets: [subnet-0a]}
                    otherwise: retry
                """;
        String newcomer = """
                  - name: newcomer
                    network: {subnets: [subnet-0a]}
                    otherwise: fail
                """;
        String head = "version: 1\npolicies:\n";
        ports.useCase(head + everything)
                .handle(TaskEvent.exited(1)
                        .with(detail -> detail.put("startedBy", "me"))
                        .task());
        ports.useCase(head + newcomer + everything)
                .handle(TaskEvent.exited(1).asAttempt(JOB, 2, "second").task());

        assertThat(ports.records())
                .extracting(record -> record.ruling().policy())
                .containsExactly("everything", "everything");
        assertThat(ports.records().getLast().subject().originalStartedBy()).isEqualTo("me");
    }
}
