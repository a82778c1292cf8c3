package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.simulation.Oracle.Expected;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Compares the RunTask request of a retry with the first task: it must be the same task again. */
final class LaunchCheck {

    private LaunchCheck() {}

    /** The network that a task was launched in, by its subnet. */
    static String network(SimulatedTask task) {
        return task.launch()
                .request()
                .at("/NetworkConfiguration/AwsvpcConfiguration/Subnets/0")
                .asText()
                .replace(Caller.subnet(""), "");
    }

    /**
     * The network is one of the given ones.
     *
     * @param before the right decisions on the earlier attempts
     */
    static void check(
            Job job,
            List<Expected> before,
            Map<String, String> tags,
            Set<String> networks,
            SimulatedTask task,
            Consumer<String> report) {
        JsonNode request = task.launch().request();
        String network = networks.contains(network(task)) ? network(task) : String.join(" or ", networks);
        JsonNode wanted = request(job, task.launch().attempt(), before, tags, network);
        if (!wanted.equals(request)) {
            report.accept("oracle: " + job.id() + "-" + task.launch().attempt() + " is launched with " + request
                    + ", not with " + wanted);
        }
    }

    /** As run-job gives it to the execution that launches attempt 1. */
    static JsonNode firstRequest(Job job) {
        return request(job, 1, List.of(), job.tags(), job.caller().network());
    }

    private static JsonNode request(Job job, int attempt, List<Expected> before, Map<String, String> tags, String in) {
        ObjectNode request = Json.object()
                .put("Cluster", job.clusterArn())
                .put("TaskDefinition", job.taskDefinitionArn())
                .put("Count", 1)
                .put("ClientToken", job.id() + "-" + attempt)
                .put("StartedBy", "ecs-retry/" + job.id() + "/" + attempt);
        if (job.group() != null) {
            request.put("Group", job.group());
        }
        if (job.spot()) {
            request.putArray("CapacityProviderStrategy")
                    .addObject()
                    .put("CapacityProvider", "FARGATE_SPOT")
                    .put("Weight", 1);
        } else {
            request.put("LaunchType", "FARGATE");
        }
        request.put("PlatformVersion", "1.4.0");
        ObjectNode network = request.putObject("NetworkConfiguration").putObject("AwsvpcConfiguration");
        network.putArray("Subnets").add(Caller.subnet(in));
        network.putArray("SecurityGroups").add(Caller.securityGroup(in));
        network.put("AssignPublicIp", "DISABLED");
        ObjectNode overrides = request.putObject("Overrides");
        long memory = memory(before);
        if (memory > SimulatedTask.MEMORY) {
            overrides.put("Memory", Long.toString(memory));
        }
        ArrayNode containers = overrides.putArray("ContainerOverrides");
        ObjectNode app = containers.addObject().put("Name", "app");
        if (job.hasValues()) {
            variable(app.withArray("Environment"), "PASSWORD", Job.SECRET);
            app.putArray("Command").add("run").add("--all");
        }
        ObjectNode sidecar = containers.addObject().put("Name", "sidecar");
        if (attempt > 1) {
            ownVariables(app.withArray("Environment"), job, attempt, before.getLast());
            ownVariables(sidecar.withArray("Environment"), job, attempt, before.getLast());
        }
        if (!tags.isEmpty()) {
            ArrayNode list = request.putArray("Tags");
            new TreeMap<>(tags)
                    .forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        }
        return request;
    }

    /** Each attempt by the rule doubled it, and the job keeps it. */
    private static long memory(List<Expected> before) {
        long memory = SimulatedTask.MEMORY;
        for (Expected attempt : before) {
            memory = attempt.rule().equals(Terms.MEMORY_RULE) ? Math.min(Terms.MOST_MEMORY, 2 * memory) : memory;
        }
        return memory;
    }

    private static void ownVariables(ArrayNode environment, Job job, int attempt, Expected before) {
        variable(environment, "ECS_RETRY_JOB_ID", job.id());
        variable(environment, "ECS_RETRY_ATTEMPT", String.valueOf(attempt));
        variable(environment, "ECS_RETRY_PREVIOUS_CAUSE", before.truth().cause());
    }

    private static void variable(ArrayNode environment, String name, String value) {
        environment.addObject().put("Name", name).put("Value", value);
    }
}
