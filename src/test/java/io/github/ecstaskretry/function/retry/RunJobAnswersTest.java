package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A job that run-job launched: the task of attempt 1 has {@code ecs-retry/<jobId>/1} as its {@code startedBy}. */
class RunJobAnswersTest {

    private static final String JOB = "00000000000000000000000000000abc";
    private static final AttemptId FIRST = new AttemptId(JOB, 1);
    private static final String INPUT =
            """
            {"jobId": "%s", "attempt": 1, "notBefore": "2026-01-31T11:49:00.000Z", "runTask": {"Cluster": "%s",
              "TaskDefinition": "%s", "StartedBy": "%s", "NetworkConfiguration": {"AwsvpcConfiguration":
              {"Subnets": ["subnet-1"], "SecurityGroups": ["sg-1"], "AssignPublicIp": "ENABLED"}}}}
            """.formatted(JOB, TaskEvent.CLUSTER_ARN, TaskEvent.TASK_DEFINITION_ARN, FIRST.startedBy());
    private static final String OTHERS =
            "version: 1\npolicies:\n  - {name: others, match: {cluster: [other]}, learn: never}\n";

    private final MemoryPorts ports = new MemoryPorts();
    private final MemoryCluster cluster = new MemoryCluster(ports);

    private static TaskEvent first(TaskEvent event) {
        return event.with(detail -> detail.put("startedBy", FIRST.startedBy()));
    }

    private void stops(String policy, TaskEvent event) {
        ports.useCase(policy).handle(event.task());
    }

    private RecordedAttempt last() {
        return ports.records().getLast();
    }

    @Test
    void answersWithTheJobOnceItsTaskHasSucceeded() {
        ports.runJobs().waits(JOB);

        stops(TestPolicies.PATIENT, first(TaskEvent.exited(0)));
        stops(TestPolicies.PATIENT, first(TaskEvent.exited(0)));

        assertThat(ports.done())
                .satisfiesExactly(
                        step -> assertThat(step).isEqualTo("record " + JOB + "-1"),
                        step -> assertThat(step).isEqualTo("who waits for " + JOB),
                        step -> assertThat(step)
                                .startsWith("succeed " + JOB + ": {\"version\":1,")
                                .contains("\"outcome\":\"SUCCEEDED\"", "\"attempts\":[{\"attempt\":1,"),
                        step -> assertThat(step).isEqualTo("answered " + JOB),
                        step -> assertThat(step).isEqualTo("record " + JOB + "-1"),
                        step -> assertThat(step).isEqualTo("who waits for " + JOB));
    }

    @Test
    void answersWithTheOutcomeAsTheErrorIfTheJobIsLost() {
        ports.runJobs().waits(JOB);

        stops(TestPolicies.PATIENT, first(TaskEvent.exited(1)));

        assertThat(ports.done())
                .endsWith(
                        "fail " + JOB + ": FAILED: Job " + JOB + ": FAILED after 1 attempt: etl on cluster prod. "
                                + last().ruling().why(),
                        "answered " + JOB);
    }

    @Test
    void asksNobodyForAJobThatSomebodyElseStarted() {
        stops(TestPolicies.PATIENT, TaskEvent.exited(0));

        assertThat(ports.done()).containsExactly("record " + TaskEvent.TASK_ID + "-1");
    }

    @Test
    void answersThatAnObservedFailureIsNotRetried() {
        ports.runJobs().waits(JOB);

        stops(TestPolicies.patientWith("mode: observe", "otherwise: retry"), first(TaskEvent.exited(1)));

        assertThat(ports.done().get(ports.done().size() - 2))
                .startsWith("fail " + JOB + ": FAILED: ")
                .contains("The policy only observes: nothing is launched or announced.");
    }

    /** Nothing needs to be learned, even if the policy learns nothing. */
    @Test
    void retriesWithTheRequestOfTheFirstLaunch() {
        ports.execution(
                JOB + "-1", new Execution.Launched(ExecutionJson.request(INPUT), Instant.EPOCH, TaskEvent.TASK_ARN));

        stops("version: 1\npolicies:\n  - {name: any, learn: never, otherwise: retry}\n", first(TaskEvent.exited(1)));

        assertThat(ports.requestOf(JOB + "-2").network())
                .isEqualTo(new Network(List.of("subnet-1"), List.of("sg-1"), true));
        assertThat(((RecordedDecision.Retry) last().decision()).launchSource()).isEqualTo("run-job");
    }

    @Test
    void theBuiltInPolicyAdoptsAJobThatNoPolicyMatches() {
        stops(OTHERS, first(TaskEvent.exited(0)));
        stops(OTHERS, TaskEvent.exited(0));

        assertThat(ports.records())
                .extracting(record -> record.ruling().policy())
                .containsExactly("built-in");
    }

    @Test
    void aFailedFirstLaunchIsAnAttempt() {
        ports.runJobs().waits(JOB);
        ports.execution(JOB + "-1", new Execution.Running(ExecutionJson.request(INPUT)));

        ports.failedLaunches(OTHERS)
                .handle(LaunchEvent.refused(INPUT, "RESOURCE:MEMORY").end());

        assertThat(last().id()).isEqualTo(FIRST);
        assertThat(last().ruling().cause()).isEqualTo("placement-resources");
        assertThat(ports.requestOf(JOB + "-2").network())
                .isEqualTo(new Network(List.of("subnet-1"), List.of("sg-1"), true));
        assertThat(ports.done()).noneMatch(step -> step.startsWith("answered"));
    }

    @Test
    void launchesNothingMoreOnceTheCallerHasAborted() {
        ports.runJobs().waits(JOB);
        ports.runJobs().noteAbort(JOB, Instant.parse("2026-01-31T11:55:00Z"));

        stops(TestPolicies.patientWith("otherwise: retry"), first(TaskEvent.exited(1)));

        assertThat(((RecordedDecision.End) last().decision()).outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(last().ruling().why()).endsWith("because somebody aborted the job's run-job execution.");
    }

    /** The abort's handler found no record, so only this invocation knows of the retry. */
    @Test
    void stopsARetryWhoseCallerAbortedWhileItWasRecorded() {
        String policy = TestPolicies.patientWith("otherwise: retry");
        ports.runJobs().waits(JOB);
        ports.fail("launch");
        assertThatThrownBy(() -> stops(policy, first(TaskEvent.exited(1)))).hasMessage("cannot launch " + JOB + "-2");
        ports.runJobs().noteAbort(JOB, Instant.parse("2026-01-31T11:55:00Z"));

        stops(policy, first(TaskEvent.exited(1)));

        assertThat(ports.done()).endsWith("record " + JOB + "-1", "stop " + JOB + "-2");
        Execution stopped = ports.find(FIRST.next(), LaunchName.PLANNED).orElseThrow();
        ports.failedLaunches(policy).handle(((Execution.NotLaunched) stopped).end());
        assertThat(((RecordedDecision.End) last().decision()).outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(ports.done()).endsWith("answered " + JOB);
    }

    @Test
    void reconcileAnswersIfTheTokenCameAfterTheEnd() {
        stops(TestPolicies.PATIENT, first(TaskEvent.exited(0)));
        ports.runJobs().waits(JOB);

        assertThat(cluster.reconcile(TestPolicies.PATIENT, "2026-01-31T13:10:00Z")
                        .found())
                .isEqualTo(Map.of(Finding.LOST_ANSWER, 1));
        assertThat(cluster.reconcile(TestPolicies.PATIENT, "2026-01-31T13:15:00Z")
                        .found())
                .isEmpty();
        assertThat(ports.done()).filteredOn(step -> step.startsWith("succeed")).hasSize(1);
    }

    @Test
    void reconcileFollowsAFirstAttemptThatNoEventReported() {
        ports.runJobs().waits(JOB);
        ports.execution(
                JOB + "-1",
                new Execution.NotLaunched(
                        ExecutionJson.request(INPUT),
                        LaunchEvent.refused(INPUT, "RESOURCE:MEMORY").end()));

        assertThat(cluster.reconcile(OTHERS, "2026-01-31T13:10:00Z").found())
                .isEqualTo(Map.of(Finding.LOST_LAUNCH_FAILURE, 1));
        assertThat(last().id()).isEqualTo(FIRST);
    }

    /** The event of an aborted execution is delivered with best effort only. */
    @Test
    void reconcileCancelsTheJobOfAnExecutionThatWasAborted() {
        ports.runJobs().waits(JOB);
        ports.runJobs().state(RunJobs.State.ABORTED);

        assertThat(cluster.reconcile(OTHERS, "2026-01-31T13:10:00Z").found()).isEqualTo(Map.of(Finding.LOST_CANCEL, 1));
        assertThat(ports.done()).anyMatch(step -> step.startsWith("cancel the job of "));
    }

    @Test
    void reconcileForgetsAnExecutionThatEndedBeforeItHadAJob() {
        ports.runJobs().waits(JOB);
        cluster.reconcile(OTHERS, "2026-01-31T13:10:00Z");
        assertThat(ports.runJobs().waiting(JOB)).isPresent();

        ports.runJobs().state(RunJobs.State.ENDED);
        cluster.reconcile(OTHERS, "2026-01-31T13:15:00Z");

        assertThat(ports.runJobs().waiting(JOB)).isEmpty();
    }
}
