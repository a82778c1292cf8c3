package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reconciles in memory. The task of the events stops at 12:00:00. */
abstract class ReconcileFixture {

    static final String JOB = TaskEvent.TASK_ID;
    static final AttemptId SECOND = new AttemptId(JOB, 2);
    static final String RETRIES = TestPolicies.patientWith("otherwise: retry");
    static final Instant STOP = Instant.parse("2026-01-31T12:00:00Z");
    static final Instant TEN_PAST = STOP.plus(Duration.ofMinutes(10));
    static final Instant TWO_HOURS_LATER = STOP.plus(Duration.ofHours(2));
    static final Map<Finding, Integer> NOTHING = Map.of();
    final MemoryPorts ports = new MemoryPorts();
    final MemoryCluster cluster = new MemoryCluster(ports);
    Instant now = TEN_PAST;

    Reconciled reconcile(String policy) {
        return reconcile(policy, failure -> false);
    }

    Reconciled reconcile(String policy, Predicate<RuntimeException> throttling) {
        return useCase(policy, throttling).run(now.plusSeconds(30));
    }

    Reconcile useCase(String policy, Predicate<RuntimeException> throttling) {
        return new Reconcile(
                ports.endedAttempts(policy),
                ports.useCase(policy),
                cluster.reconcilePorts(cluster, cluster),
                throttling,
                () -> now);
    }

    void recorded(TaskEvent event) {
        ports.useCase(RETRIES).handle(event.task());
    }

    void launchedSecond() {
        recorded(TaskEvent.exited(1));
        ports.execution(JOB + "-2", launched());
    }

    Execution launched() {
        return new Execution.Launched(
                ports.requestOf(JOB + "-2"), STOP.plusSeconds(20), TaskEvent.TASK_ARN.replace(JOB, "second"));
    }

    Outcome outcome() {
        List<RecordedAttempt> records = ports.records();
        return ((RecordedDecision.End) records.getLast().decision()).outcome();
    }
}
