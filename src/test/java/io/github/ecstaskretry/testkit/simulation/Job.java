package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job, and the script of its attempts.
 *
 * @param id the first task's
 * @param family of its task definition
 * @param cluster its name
 * @param caller who launches its first task
 * @param group its own; null: ECS's default
 * @param spot whether it runs on Fargate Spot
 * @param tags of the first task
 * @param overrides of the first task, as events show them
 * @param missed whether RunTask answers its caller that there is no room, so that there is no first task
 */
record Job(
        String id,
        String family,
        String cluster,
        Caller caller,
        @Nullable String group,
        boolean spot,
        Map<String, String> tags,
        JsonNode overrides,
        Script script,
        boolean missed) {

    /** The value of a variable that only RunTask may see. */
    static final String SECRET = "hunter2-of-the-caller";

    static Job any(Chance chance) {
        boolean spot = chance.in(0.4);
        return new Job(
                chance.id(),
                chance.oneOf(List.of("etl", "etl", "web")),
                chance.in(0.8) ? "prod" : "ci",
                Caller.any(chance),
                chance.in(0.8) ? null : "batch-window",
                spot,
                chance.oneOf(List.of(Map.of(), Map.of("team", "data"), Map.of("team", "once"))),
                overridesOf(chance.in(0.7)),
                new Script(chance, spot),
                false);
    }

    /** The same job whose launch makes no task; null if a person launches it, who would notice. */
    @Nullable Job launchedInVain() {
        return caller.isPerson()
                ? null
                : new Job(id, family, cluster, caller, group, spot, Map.of(), overrides, script, true);
    }

    /** The same, launched by run-job. */
    Job of(String runJobsId) {
        Caller runJob = new Caller(Caller.Kind.RUN_JOB, runJobsId, caller.network());
        return new Job(runJobsId, family, cluster, runJob, group, spot, tags, overrides, script, false);
    }

    /** Whether somebody waits for its end. */
    boolean isAwaited() {
        return caller.isRunJob();
    }

    /** A rerun, with a script of its own. */
    Job again(String rerun) {
        return new Job(rerun, family, cluster, caller, group, spot, tags, overrides, script.again(), missed);
    }

    @Nullable String startedBy() {
        return caller.startedBy();
    }

    /** The event names every container, also one without overrides. */
    private static ObjectNode overridesOf(boolean withValues) {
        ObjectNode overrides = Json.object();
        ObjectNode app = overrides.putArray("containerOverrides").addObject().put("name", "app");
        if (withValues) {
            app.putArray("environment").addObject().put("name", "PASSWORD").put("value", SECRET);
            app.putArray("command").add("run").add("--all");
        }
        overrides.withArray("containerOverrides").addObject().put("name", "sidecar");
        return overrides;
    }

    /** Whether a retry needs values that only the first task, or an execution, knows. */
    boolean hasValues() {
        return overrides.path("containerOverrides").path(0).has("environment");
    }

    String clusterArn() {
        return clusterArn(cluster);
    }

    static String clusterArn(String name) {
        return TaskEvent.CLUSTER_ARN.replace("/prod", "/" + name);
    }

    String taskDefinitionArn() {
        return TaskEvent.TASK_DEFINITION_ARN.replace("/etl:", "/" + family + ":");
    }
}
