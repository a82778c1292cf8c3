package io.github.ecstaskretry.function.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedDecision.End;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import io.github.ecstaskretry.function.retry.Execution.Launched;
import io.github.ecstaskretry.function.retry.Execution.Running;
import io.github.ecstaskretry.function.retry.Handled;
import io.github.ecstaskretry.function.retry.MemoryCluster;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.MemoryRunJobs;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller aborts the run-job execution that waits for a job. */
class AbortedRunJobsTest {

    private static final String EXECUTION =
            MemoryRunJobs.STATE_MACHINE_ARN.replace(":stateMachine:", ":execution:") + ":nightly-1";
    private static final AttemptId FIRST = AttemptId.ofRunJob(EXECUTION);
    private static final String POLICY = TestPolicies.patientWith("otherwise: retry");
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:05Z");
    private static final String INPUT =
            """
            {"jobId": "%s", "attempt": 1, "notBefore": "2026-01-31T11:49:00.000Z",
              "runTask": {"Cluster": "%s", "TaskDefinition": "%s", "LaunchType": "FARGATE"}}
            """.formatted(FIRST.jobId(), TaskEvent.CLUSTER_ARN, TaskEvent.TASK_DEFINITION_ARN);

    private final MemoryPorts ports = new MemoryPorts();
    private final AbortedRunJobs abortedRunJobs =
            new MemoryOperator(ports, new MemoryCluster(ports), POLICY).abortedRunJobs(NOW);

    @BeforeEach
    void anExecutionWaits() {
        ports.runJobs().waits(FIRST.jobId());
        ports.at(NOW.toString());
    }

    private Handled handle(String status) {
        return abortedRunJobs
                .handle(LaunchEvent.aborted("{}", "not needed")
                        .with(detail -> detail.put("executionArn", EXECUTION)
                                .put("stateMachineArn", MemoryRunJobs.STATE_MACHINE_ARN)
                                .put("status", status))
                        .end())
                .orElseThrow();
    }

    private void firstAttemptFails() {
        ports.useCase(POLICY)
                .handle(TaskEvent.exited(1)
                        .with(detail -> detail.put("startedBy", FIRST.startedBy()))
                        .task());
    }

    @Test
    void cancelsTheRetryThatWaits() {
        firstAttemptFails();
        ports.execution(
                FIRST.next().launchName(),
                new Running(ports.requestOf(FIRST.next().launchName())));

        Handled.Aborted aborted = (Handled.Aborted) handle("ABORTED");

        assertThat(aborted.done()).isTrue();
        assertThat(aborted.message())
                .startsWith("Job " + FIRST.jobId() + " is cancelled, by " + EXECUTION + " at 2026-01-31T12:00:05Z")
                .endsWith("Attempt 2 is not launched.");
        assertThat(ports.done()).contains("note the abort of " + FIRST.jobId(), "cancel " + FIRST.launchName());
    }

    @Test
    void leavesATaskThatRunsAndSaysSo() {
        ports.execution(
                FIRST.launchName(), new Launched(ExecutionJson.request(INPUT), Instant.EPOCH, TaskEvent.TASK_ARN));

        Handled.Aborted aborted = (Handled.Aborted) handle("ABORTED");
        firstAttemptFails();

        assertThat(aborted.done()).isFalse();
        assertThat(aborted.message()).contains("It is left", TaskEvent.TASK_ARN);
        assertThat(((End) ports.records().getLast().decision()).outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void stopsAFirstLaunchThatIsStillTried() {
        ports.execution(FIRST.launchName(), new Running(ExecutionJson.request(INPUT)));

        assertThat(((Handled.Aborted) handle("ABORTED")).done()).isTrue();

        assertThat(ports.done()).anyMatch(step -> step.startsWith("stop " + FIRST.launchName()));
    }

    @Test
    void forgetsAnExecutionThatHasStartedNothing() {
        assertThat(((Handled.Aborted) handle("ABORTED")).done()).isTrue();

        assertThat(ports.runJobs().waiting(FIRST.jobId())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "TIMED_OUT"})
    void anyOtherEndNeedsNothing(String status) {
        assertThat(handle(status)).isInstanceOf(Handled.Ignored.class);
        assertThat(ports.done()).isEmpty();
    }

    @Test
    void leavesExecutionsOfWaitAndRunAlone() {
        assertThat(abortedRunJobs.handle(LaunchEvent.aborted(INPUT, "x").end())).isEmpty();
    }
}
