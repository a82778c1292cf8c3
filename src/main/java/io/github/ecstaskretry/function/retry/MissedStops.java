package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.decide.Adoption;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.ClusterTasks.DescribedByEcs;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Handles stopped tasks that ECS still knows and that no event has reported. */
record MissedStops(StoppedTasks stoppedTasks, OpenAttempts openAttempts) {

    /** Handles the tasks that have no attempt yet. Asks the table once for all of them, and reads only those. */
    void checkAll(List<DescribedByEcs> page, Round round) {
        Map<AttemptId, DescribedByEcs> tasks = new LinkedHashMap<>();
        round.each(Stage.STOPPED_TASKS, page, DescribedByEcs::arn, described -> {
            round.look(Stage.STOPPED_TASKS);
            if (!Adoption.isOfService(described.startedBy())) {
                tasks.putIfAbsent(described.attempt(), described);
            }
        });
        if (tasks.isEmpty()) {
            return;
        }
        Set<AttemptId> recorded = openAttempts.recorded(tasks.keySet());
        tasks.keySet().removeAll(recorded);
        round.each(Stage.STOPPED_TASKS, tasks.values(), DescribedByEcs::arn, described -> check(described, round));
    }

    /** Handles one task without an attempt, unless it runs, or stopped a moment ago so that its event is still on the way. */
    void check(DescribedByEcs described, Round round) {
        described
                .stoppedTask()
                .filter(task -> task.times().stoppedAt().isBefore(round.begin().minus(Reconcile.GRACE)))
                .ifPresent(task -> round.found(
                        Finding.LOST_STOP, task.times().stoppedAt(), stoppedTasks.handle(task, described.tags())));
    }
}
