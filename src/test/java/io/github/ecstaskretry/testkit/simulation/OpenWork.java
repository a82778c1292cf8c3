package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether something is to be done for a job, or may yet be. */
record OpenWork(Timeline timeline, Ecs ecs, StepFunctions stepFunctions, Table table, RunJobs runJobs) {

    private static final Duration HEARD_OF = Duration.ofMinutes(10);

    /**
     * Whether there is any.
     *
     * @param jobs the first tasks of those that run-job does not run
     */
    boolean isThere(List<SimulatedTask> jobs) {
        return jobs.stream().anyMatch(first -> goesOn(first.id(), first))
                || table.reruns().stream().anyMatch(this::goesOn)
                || runJobs.all().stream().anyMatch(this::goesOn);
    }

    private SimulatedTask first(String jobId) {
        return ecs.tasks(jobId, 1).stream().findFirst().orElse(null);
    }

    /** Whether its records say so, or its first task has not been heard of. */
    private boolean goesOn(String jobId, SimulatedTask first) {
        List<StoredItem> attempts = table.items(jobId);
        return attempts.isEmpty()
                ? first != null && Ecs.isKnown(first, timeline.now().minus(HEARD_OF))
                : goesOn(new Recorded(attempts.getLast()));
    }

    private static boolean goesOn(Recorded last) {
        return last.isTerminal()
                ? last.isToBeAnnounced() && last.text("announcedAt") == null
                : last.text("executionArn") != null;
    }

    /** A rerun's first launch is on record with the end of the job that it runs again. */
    private boolean goesOn(String rerun) {
        List<StoredItem> attempts = table.items(rerun);
        return attempts.isEmpty() || goesOn(new Recorded(attempts.getLast()));
    }

    /** Or somebody waits for an answer, or its first launch has not been heard of. */
    private boolean goesOn(RunJob execution) {
        String job = execution.job().id();
        Execution launch = stepFunctions.execution(Execution.arn(execution.launchName()));
        boolean launches = launch != null && table.items(job).isEmpty() && isFresh(launch.stoppedAt());
        return launches || table.isWaiting(job) || goesOn(job, first(job));
    }

    private boolean isFresh(Instant end) {
        return end == null || end.plus(HEARD_OF).isAfter(timeline.now());
    }
}
