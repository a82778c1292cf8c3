package io.github.ecstaskretry.cli.ask;

import static io.github.ecstaskretry.cli.audit.ReportJobs.NOON;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.history.Orders;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.TaskSize;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import java.util.List;
import java.util.Set;

/** Stories of jobs that have every member. */
final class RecordedStories {

    private RecordedStories() {}

    /** A job whose retry is held. */
    static JobStory open() {
        RecordedAttempt retried = recorded("mode: act", TaskEvent.exited(1));
        RecordedAttempt held = new RecordedAttempt(
                new AttemptId(AttemptId.rerun("j", 1), 1),
                retried.subject(),
                retried.times(),
                retried.stop(),
                retried.ruling(),
                new RecordedDecision.Retry(
                        10,
                        NOON,
                        null,
                        null,
                        "attempt",
                        true,
                        new Held(Held.Reason.LAUNCH_UNKNOWN, NOON),
                        List.of(new ChangedParameter("memory", "2048", "4096")),
                        new Orders(
                                new Order("ann", NOON, "wrong input"),
                                new Order("ann", NOON, "the registry is up"),
                                LaunchName.PLANNED)),
                retried.event(),
                NOON);
        return new JobStory(List.of(new KeptAttempt(held, NOON, NOON, null, null)), Set.of());
    }

    /** An observed stop, a launch that failed, and an announced end. */
    static JobStory story() {
        RecordedAttempt stopped = recorded(
                "mode: observe",
                TaskEvent.stopped("UserInitiated", "Scaling <activity> \"x\"").container("app", 1, "Error"));
        RecordedAttempt ended = recorded("attempts: 1", TaskEvent.exited(1));
        RecordedAttempt launch = new RecordedAttempt(
                new AttemptId(stopped.id().jobId(), 2),
                new RecordedAttempt.Subject(
                        null,
                        "arn",
                        "prod",
                        "etl",
                        "etl:7",
                        null,
                        null,
                        null,
                        null,
                        null,
                        TaskSize.UNKNOWN,
                        stopped.subject().tags(),
                        null),
                stopped.times(),
                new Stop.LaunchFailure("Ecs.ClientException", "no", "detail"),
                stopped.ruling(),
                new RecordedDecision.Retry(10, NOON, null, null, null, true, null, List.of()),
                stopped.event(),
                NOON);
        RecordedAttempt announced = new RecordedAttempt(
                new AttemptId(stopped.id().jobId(), 3),
                ended.subject(),
                ended.times(),
                ended.stop(),
                ended.ruling(),
                new RecordedDecision.End(
                        Outcome.FAILED,
                        true,
                        NOON,
                        NoticeWindow.parse("patient/FAILED/app-exit/2026-03-14T11:45:00Z/PT15M"),
                        null,
                        new Reruns(List.of("j-r1"), new Order("ann", NOON, "wrong input"))),
                ended.event(),
                NOON);
        String execution = "arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:j-2";
        return new JobStory(
                List.of(
                        new KeptAttempt(stopped, NOON, NOON, null, "0123456789ab"),
                        new KeptAttempt(launch, NOON, NOON, execution, null),
                        new KeptAttempt(announced, NOON, NOON, null, null)),
                Set.of());
    }

    private static RecordedAttempt recorded(String policy, TaskEvent event) {
        MemoryPorts ports = new MemoryPorts();
        ports.useCase(TestPolicies.patientWith("otherwise: retry", policy)).handle(event.task());
        return ports.records().getFirst();
    }
}
