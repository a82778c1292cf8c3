package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.Orders;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code show} of jobs that are incomplete or did not go as planned. */
class StoryTextTest {

    private static final RecordedAttempt FIRST = recorded();
    private static final Instant DUE = ((RecordedDecision.Retry) FIRST.decision()).notBefore();

    private static RecordedAttempt recorded() {
        MemoryPorts ports = new MemoryPorts();
        ports.useCase(TestPolicies.patientWith("otherwise: retry", "backoff: {interval: 1h, jitter: none}"))
                .handle(TaskEvent.exited(1).task());
        return ports.records().getFirst();
    }

    /** The same attempt with another number and stop. */
    private static RecordedAttempt attempt(int number, Instant stoppedAt, Stop stop) {
        return new RecordedAttempt(
                new AttemptId(FIRST.id().jobId(), number),
                FIRST.subject(),
                new Times(null, null, stoppedAt),
                stop,
                FIRST.ruling(),
                FIRST.decision(),
                FIRST.event(),
                FIRST.receivedAt());
    }

    private static String told(RecordedAttempt... attempts) {
        return told(new JobStory(kept(attempts), Set.of()));
    }

    private static List<KeptAttempt> kept(RecordedAttempt... attempts) {
        return Arrays.stream(attempts)
                .map(attempt -> new KeptAttempt(attempt, null, null, null, null))
                .toList();
    }

    private static String told(JobStory story) {
        StringWriter out = new StringWriter();
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(new StringWriter()), false, 0);
        new StoryText(new Viewer(terminal, ZoneOffset.UTC, DUE.plusSeconds(60)), story, List.of()).print();
        return out.toString();
    }

    private static Stop aborted() {
        return new Stop.LaunchFailure(Stop.LaunchFailure.ABORTED, "not tonight", null);
    }

    @Test
    void saysThatAStoppedWaitStartedNoTask() {
        assertThat(told(FIRST, attempt(2, DUE.minusSeconds(10), aborted())))
                .contains("the wait was stopped; no task was started: not tonight")
                .doesNotContain("the launch failed", "ExecutionAborted");
    }

    /** The execution may have called RunTask by then, so the function looked for a task. */
    @Test
    void saysThatAStoppedExecutionLeftNoTask() {
        assertThat(told(FIRST, attempt(2, DUE.plusSeconds(10), aborted())))
                .contains("the execution was stopped; no task of it was found: not tonight");
        assertThat(told(attempt(2, DUE.minusSeconds(10), aborted()))).contains("no task of it was found");
    }

    @Test
    void saysWhyALaunchFailed() {
        assertThat(told(FIRST, attempt(2, DUE, new Stop.LaunchFailure("Ecs.ClientException", "no", "detail"))))
                .contains("the launch failed, Ecs.ClientException: no");
    }

    @Test
    void namesMissingAttempts() {
        RecordedAttempt second = attempt(2, DUE, FIRST.stop());
        RecordedAttempt fourth = attempt(4, DUE, FIRST.stop());

        assertThat(told(second, fourth)).contains("attempts 1, 3 are not in the table: expired, or never recorded");
        assertThat(told(second)).contains("attempt 1 is not in the table");
        assertThat(told(FIRST, second)).doesNotContain("not in the table");
    }

    @Test
    void doesNotCallAnUnreadableAttemptMissing() {
        JobStory story = new JobStory(kept(FIRST, attempt(3, DUE, FIRST.stop())), Set.of(2));

        assertThat(told(story)).doesNotContain("not in the table");
    }

    @Test
    void givesNoExitCodeForContainersThatWereLeftOut() {
        Stop many = new Stop.TaskStop(
                "EssentialContainerExited",
                null,
                List.of(new ContainerExit("app", null, null), new ContainerExit("[20 more containers]", null, null)),
                null);

        assertThat(told(attempt(1, DUE, many)))
                .contains("container app: no exit code", "[20 more containers]\n")
                .doesNotContain("[20 more containers]:");
    }

    @Test
    void namesWhoActedOnARetry() {
        RecordedDecision.Retry planned = (RecordedDecision.Retry) FIRST.decision();
        RecordedAttempt acted = new RecordedAttempt(
                FIRST.id(),
                FIRST.subject(),
                FIRST.times(),
                FIRST.stop(),
                FIRST.ruling(),
                new RecordedDecision.Retry(
                        10,
                        DUE,
                        null,
                        null,
                        null,
                        true,
                        new Held(Held.Reason.PAUSED, DUE),
                        planned.changes(),
                        new Orders(
                                new Order("ann", DUE, "wrong input"), new Order("bob", DUE, null), LaunchName.PLANNED)),
                FIRST.event(),
                FIRST.receivedAt());

        assertThat(told(acted))
                .contains("Operator   ann cancelled the job 2026-", ": wrong input\n")
                .contains("bob released the next attempt 2026-")
                .contains("by a pause, which 'ecs-retry paused' shows");
    }

    @Test
    void namesTheJobsThatRunAnotherAgain() {
        RecordedAttempt ended = new RecordedAttempt(
                new AttemptId(AttemptId.rerun("0123", 1), 1),
                FIRST.subject(),
                FIRST.times(),
                FIRST.stop(),
                FIRST.ruling(),
                new RecordedDecision.End(
                        Outcome.FAILED,
                        false,
                        null,
                        null,
                        null,
                        new Reruns(List.of("0123-r1-r1", "0123-r1-r2"), new Order("ann", DUE, null))),
                FIRST.event(),
                FIRST.receivedAt());

        assertThat(told(ended))
                .contains("runs job 0123 again")
                .contains("Operator   ann ran the job again as 0123-r1-r1, 0123-r1-r2 2026-");
    }
}
