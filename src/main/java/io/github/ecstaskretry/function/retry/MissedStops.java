package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.function.retry.ClusterTasks.DescribedByEcs;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stopped tasks that ECS still knows and that no event has reported. */
final class MissedStops {

    private final StoppedTasks stoppedTasks;
    private final OpenAttempts openAttempts;

    MissedStops(StoppedTasks stoppedTasks, OpenAttempts openAttempts) {
        this.stoppedTasks = stoppedTasks;
        this.openAttempts = openAttempts;
    }

    private record Seen(StoppedTask task, Map<String, String> tags) {}

    /** Handles the tasks that have no attempt yet. Asks the table once for all of them. */
    void checkAll(List<DescribedByEcs> page, Round round) {
        Map<AttemptId, Seen> ours = new LinkedHashMap<>();
        round.each(Stage.STOPPED_TASKS, page, DescribedByEcs::arn, described -> {
            round.look(Stage.STOPPED_TASKS);
            read(described, round)
                    .ifPresent(seen -> stoppedTasks.attempt(seen.task()).ifPresent(id -> ours.putIfAbsent(id, seen)));
        });
        if (ours.isEmpty()) {
            return;
        }
        Set<AttemptId> recorded = openAttempts.recorded(ours.keySet());
        ours.keySet().removeAll(recorded);
        round.each(Stage.STOPPED_TASKS, ours.values(), seen -> seen.task().arn().value(), seen -> handle(seen, round));
    }

    /** Handles one task without an attempt, if its event is overdue. */
    void check(DescribedByEcs described, Round round) {
        read(described, round).ifPresent(seen -> handle(seen, round));
    }

    private void handle(Seen seen, Round round) {
        Handled handled = stoppedTasks.handle(seen.task(), seen.tags());
        if (!(handled instanceof Handled.Ignored)) {
            round.found(Finding.LOST_STOP, seen.task().times().stoppedAt());
        }
    }

    /** Empty for a task that runs, or that stopped a moment ago so that its event is still on the way. */
    private static Optional<Seen> read(DescribedByEcs described, Round round) {
        return described
                .stoppedTask()
                .filter(task -> task.times().stoppedAt().isBefore(round.begin().minus(Reconcile.GRACE)))
                .map(task -> new Seen(task, described.tags()));
    }
}
