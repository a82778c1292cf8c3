package io.github.ecstaskretry.testkit.simulation;

import java.util.List;

/** Finds the true end of an attempt. */
record AttemptTruth(World world, Job job, List<Recorded> records, Requirement require) {

    /** Adds a violation unless the condition holds. */
    interface Requirement {
        void that(boolean holds, String otherwise);
    }

    /** A task's true end comes from its script, a failed launch's from Step Functions. A loss needs an excuse. */
    Truth of(Recorded record) {
        String name = job.id() + "-" + record.number();
        String cause = String.valueOf(record.text("cause"));
        if (record.text("taskArn") != null) {
            return job.script().scene(record.number()).ending().truth();
        }
        if (record.number() == 1 && !job.isAwaited()) {
            return Truth.ofLaunch("placement-resources", "transient");
        }
        Recorded before = record.number() == 1 ? null : records.get(record.number() - 2);
        Execution execution = before == null
                ? world.stepFunctions().execution(Execution.arn(job.id() + "-1"))
                : world.stepFunctions().executionOf(before);
        if (cause.equals("task-lost")) {
            require.that(Excuses.taskIsLost(world, execution, record), name + " is recorded as lost too early");
            return Truth.ofLaunch(cause, "ambiguous");
        }
        if (cause.equals("launch-unverified")) {
            require.that(
                    world.ecs().isClosed(job.clusterArn(), record.time("recordedAt")),
                    name + " is unverified without need");
            return Truth.ofLaunch(cause, "ambiguous");
        }
        if (before == null) {
            return failure(execution, cause);
        }
        if (cause.equals("launch-values-lost")) {
            require.that(Excuses.valuesAreLost(world, job, before, record), name + " has lost its values without need");
            return Truth.ofLaunch(cause, "permanent");
        }
        if (cause.equals("launch-unknown")) {
            require.that(
                    Excuses.launchIsUnknown(world, job, before, record),
                    name + " does not know its launch without need");
            return Truth.ofLaunch(cause, "permanent");
        }
        if (cause.equals("too-late") && before.wasHeld() && before.released() == null) {
            require.that(
                    before.wasCancelled() || record.time("receivedAt").isAfter(before.time("notAfter")),
                    name + " is too late too early");
            return Truth.ofLaunch(cause, "permanent");
        }
        return failure(execution, cause);
    }

    private static Truth failure(Execution execution, String cause) {
        List<Truth> failures = execution == null ? List.of() : execution.failures();
        return failures.stream()
                .filter(truth -> truth.cause().equals(cause))
                .findFirst()
                .or(() -> failures.stream().findFirst())
                .orElse(Truth.ofLaunch("nothing", "nothing"));
    }
}
