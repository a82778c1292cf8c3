package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.ClusterTasks.DescribedByEcs;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows which re-runs of a cluster run. This costs two calls for a hundred tasks of the cluster, or one call for each re-run if that is
 * less.
 */
final class RunningTasks {

    /** Up to this number, a call asks for each re-run. */
    private static final int FEW = 4;

    private final String clusterArn;
    private final ClusterTasks tasks;
    private final Round round;
    private final Stage stage;
    private final Set<String> startedBy = new HashSet<>();
    private boolean complete;

    private RunningTasks(String clusterArn, ClusterTasks tasks, Round round, Stage stage) {
        this.clusterArn = clusterArn;
        this.tasks = tasks;
        this.round = round;
        this.stage = stage;
    }

    /**
     * Lists the tasks that run.
     *
     * @param reruns how many re-runs the caller will ask for
     * @param stage the part of the round that asks
     */
    static RunningTasks of(String clusterArn, int reruns, ClusterTasks tasks, Round round, Stage stage) {
        RunningTasks running = new RunningTasks(clusterArn, tasks, round, stage);
        if (reruns > FEW) {
            running.list(reruns / 2);
        }
        return running;
    }

    /** Gives up after half of the time, or after so many pages that a call for each re-run costs less. */
    private void list(int mostPages) {
        Instant half = round.halfTime(stage);
        int pages = 0;
        try {
            for (List<String> page : tasks.running(clusterArn)) {
                if (pages++ == mostPages || !round.inTime(stage, half)) {
                    return;
                }
                tasks.describe(clusterArn, page).stream()
                        .map(DescribedByEcs::startedBy)
                        .forEach(startedBy::add);
            }
        } catch (ClusterDeniedException denied) {
            round.skip(denied);
        }
        complete = true;
    }

    /** Whether ECS lists a task of the attempt that runs or will run. */
    boolean has(AttemptId attempt) {
        return startedBy.contains(attempt.startedBy()) || (!complete && asked(attempt));
    }

    private boolean asked(AttemptId attempt) {
        return round.unlessDenied(() -> Optional.of(tasks.running(clusterArn, attempt)))
                .orElse(false);
    }
}
