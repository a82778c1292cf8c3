package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;

/** Stopped tasks in memory. The first task is created at 11:50:00.5 and stops at 12:00 on 31 January 2026. */
abstract class StoppedTasksFixture {

    static final String JOB = TaskEvent.TASK_ID;

    /** Created at 11:50:00.5, stopped at 12:00 on 31 January 2026. */
    static final StoppedTask FAILED = TaskEvent.exited(1).task();

    static final StoppedTask SECOND_FAILED =
            TaskEvent.exited(1).asAttempt(JOB, 2, "second").task();

    static final StoppedTask SECOND_SUCCEEDED =
            TaskEvent.exited(0).asAttempt(JOB, 2, "second").task();

    final MemoryPorts ports = new MemoryPorts();

    StoppedTasks function(String... lines) {
        String[] all = new String[lines.length + 1];
        all[0] = "otherwise: retry";
        System.arraycopy(lines, 0, all, 1, lines.length);
        return ports.useCase(TestPolicies.patientWith(all));
    }

    RecordedAttempt last() {
        return ports.records().getLast();
    }

    Outcome outcome() {
        return ((RecordedDecision.End) last().decision()).outcome();
    }

    boolean announced() {
        return ports.done().stream()
                .anyMatch(done -> done.startsWith("announce " + last().id().launchName()));
    }

    boolean launched(int attempt) {
        return ports.done().contains("launch " + JOB + "-" + attempt);
    }
}
