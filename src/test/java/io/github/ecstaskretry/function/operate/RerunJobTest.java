package io.github.ecstaskretry.function.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision.End;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.event.Command;
import io.github.ecstaskretry.function.retry.Execution;
import io.github.ecstaskretry.function.retry.MemoryCluster;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A nightly task has failed at 12:00, and its policy does not retry. */
class RerunJobTest {

    private static final String JOB = TaskEvent.TASK_ID;
    private static final String POLICY = TestPolicies.patientWith("match: {startedBy: [nightly]}");
    private static final String LATER = "2026-01-31T14:00:00Z";
    private static final Command.Rerun RERUN = new Command.Rerun(JOB, Map.of());

    private final MemoryPorts ports = new MemoryPorts();
    private final MemoryCluster cluster = new MemoryCluster(ports);
    private final MemoryOperator ada = new MemoryOperator(ports, cluster, POLICY);

    private static TaskEvent event() {
        return TaskEvent.exited(1)
                .environment("app", "TOKEN", "s3cret")
                .with(detail -> detail.put("startedBy", "nightly"));
    }

    private void failed() {
        ports.useCase(POLICY).handle(event().task());
    }

    private RecordedAttempt last() {
        return ports.records().getLast();
    }

    @Test
    void everyFailedAttemptKeepsItsRequestWithoutValues() {
        failed();

        RunTaskRequest kept = ((End) last().decision()).request();
        assertThat(kept.taskDefinition()).isEqualTo(last().subject().taskDefinitionArn());
        assertThat(kept.network()).isNotNull();
        assertThat(ports.records().toString()).contains("TOKEN").doesNotContain("s3cret");
    }

    @Test
    void launchesANewJobWithTheValuesThatEcsStillHas() {
        failed();
        cluster.knows(event());

        Answered answer = ada.gives(LATER, RERUN);

        assertThat(answer.message()).isEqualTo("Job " + JOB + " runs again as job " + JOB + "-r1.");
        assertThat(answer.details()).containsEntry("newJobId", JOB + "-r1");
        assertThat(ports.done()).endsWith("rerun " + JOB + "-1", "launch " + JOB + "-r1-1");
        assertThat(ports.inputOf(JOB + "-r1-1"))
                .contains(
                        "s3cret",
                        "\"StartedBy\":\"ecs-retry/" + JOB + "-r1/1\"",
                        "{\"Name\":\"ECS_RETRY_JOB_ID\",\"Value\":\"" + JOB + "-r1\"}",
                        "{\"Name\":\"ECS_RETRY_PREVIOUS_CAUSE\",\"Value\":\"app-exit\"}");
        assertThat(((End) ports.records().getFirst().decision()).reruns().jobIds())
                .containsExactly(JOB + "-r1");
    }

    @Test
    void theNewJobStaysWithThePolicyThatAdoptedTheOldOne() {
        failed();
        cluster.knows(event());
        ada.gives(LATER, RERUN);

        ports.useCase(POLICY)
                .handle(TaskEvent.exited(0).asAttempt(JOB + "-r1", 1, "fedc").task());

        assertThat(last().id().launchName()).isEqualTo(JOB + "-r1-1");
        assertThat(last().ruling().policy()).isEqualTo("patient");
        assertThat(last().subject().originalStartedBy()).isEqualTo("nightly");
        assertThat(((End) last().decision()).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void aRepeatedCommandWhileItRunsStartsNothing() {
        failed();
        cluster.knows(event());
        ada.gives(LATER, RERUN);
        ports.execution(JOB + "-r1-1", new Execution.Running(ports.requestOf(JOB + "-r1-1")));

        Answered answer = ada.gives("2026-01-31T14:00:10Z", RERUN);

        assertThat(answer.done()).isTrue();
        assertThat(answer.message()).isEqualTo("Job " + JOB + " runs again already as " + JOB + "-r1.");
        assertThat(((End) ports.records().getFirst().decision()).reruns().jobIds())
                .hasSize(1);
    }

    @Test
    void aRepeatedCommandCompletesWhatACrashInterrupted() {
        failed();
        cluster.knows(event());
        ports.fail("launch");
        assertThatIllegalStateException().isThrownBy(() -> ada.gives(LATER, RERUN));
        ports.fail("nothing");

        assertThat(ada.gives("2026-01-31T14:00:10Z", RERUN).details()).containsEntry("newJobId", JOB + "-r1");
        assertThat(ports.inputOf(JOB + "-r1-1")).contains("s3cret");
    }

    @Test
    void theNextRoundCompletesWhatACrashInterrupted() {
        failed();
        cluster.knows(event());
        ports.fail("launch");
        assertThatIllegalStateException().isThrownBy(() -> ada.gives(LATER, RERUN));
        ports.fail("nothing");

        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T14:01:00Z")).doesNotContain("LOST_LAUNCH");
        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T14:05:00Z")).contains("LOST_LAUNCH");

        assertThat(ports.inputOf(JOB + "-r1-1")).contains("s3cret");
    }

    /** Only the command had them. */
    @Test
    void valuesThatACrashLostEndTheNewJob() {
        failed();
        ports.fail("launch");
        assertThatIllegalStateException()
                .isThrownBy(() -> ada.gives(LATER, new Command.Rerun(JOB, Map.of("*", Map.of("TOKEN", "n3w")))));
        ports.fail("nothing");

        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T14:30:00Z")).isEmpty();
        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T15:00:01Z")).containsExactly("LOST_VALUES");

        assertThat(last().id().launchName()).isEqualTo(JOB + "-r1-1");
        assertThat(((End) last().decision()).outcome()).isEqualTo(Outcome.UNLAUNCHABLE);
        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T15:05:00Z")).isEmpty();
    }

    @Test
    void aLaunchThatFailedUnnoticedIsTheFirstAttemptOfTheNewJob() {
        failed();
        cluster.knows(event());
        ada.gives(LATER, RERUN);
        ports.execution(
                JOB + "-r1-1",
                new Execution.NotLaunched(
                        ports.requestOf(JOB + "-r1-1"),
                        LaunchEvent.refused(ports.inputOf(JOB + "-r1-1"), "RESOURCE:MEMORY")
                                .end()));

        assertThat(cluster.reconcileFound(POLICY, "2026-01-31T14:05:00Z")).contains("LOST_LAUNCH_FAILURE");

        assertThat(last().id().launchName()).isEqualTo(JOB + "-r1-1");
    }

    @Test
    void anEndedRerunIsFollowedByAnother() {
        failed();
        cluster.knows(event());
        ada.gives(LATER, RERUN);
        ports.useCase(POLICY)
                .handle(TaskEvent.exited(1).asAttempt(JOB + "-r1", 1, "fedc").task());

        assertThat(ada.gives(LATER, RERUN).details()).containsEntry("newJobId", JOB + "-r2");
        assertThat(ada.gives(LATER, new Command.Rerun(JOB + "-r1", Map.of())).details())
                .containsEntry("newJobId", JOB + "-r1-r1");
    }

    @Test
    void lostValuesAreNamedAndCanBeGiven() {
        failed();

        Answered refused = ada.gives(LATER, RERUN);
        Answered answer = ada.gives(LATER, new Command.Rerun(JOB, Map.of("*", Map.of("TOKEN", "n3w"))));

        assertThat(refused.done()).isFalse();
        assertThat(refused.details()).containsEntry("missing", List.of(Map.of("container", "app", "name", "TOKEN")));
        assertThat(answer.done()).isTrue();
        assertThat(answer.toString()).doesNotContain("n3w");
        assertThat(ports.inputOf(JOB + "-r1-1")).contains("n3w");
        assertThat(ports.records().toString()).doesNotContain("n3w");
    }

    @Test
    void aVariableThatTheJobDoesNotHaveIsRefused() {
        failed();

        assertThat(ada.gives(LATER, new Command.Rerun(JOB, Map.of("app", Map.of("OTHER", "x"))))
                        .message())
                .contains("OTHER");
    }

    @Test
    void aJobThatHasNotEndedIsNotRunAgain() {
        ports.useCase(TestPolicies.patientWith("otherwise: retry"))
                .handle(TaskEvent.exited(1).task());

        assertThat(ada.gives(LATER, RERUN).message()).isEqualTo("Job " + JOB + " has not ended.");
    }
}
