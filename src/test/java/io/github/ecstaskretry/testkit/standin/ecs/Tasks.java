package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** All tasks, oldest first, with DescribeTasks and ListTasks. A stopped task stays until it is forgotten. */
final class Tasks {

    private static final int PAGE = 100;
    private static final List<String> NOT_IMPLEMENTED = List.of("serviceName", "containerInstance", "daemonName");

    private final AtomicInteger made = new AtomicInteger();
    private final Map<Integer, EcsTask> tasks = new ConcurrentSkipListMap<>();
    private volatile boolean startedByStandsAlone;

    void add(EcsTask task) {
        tasks.put(made.incrementAndGet(), task);
    }

    void forgetStopped() {
        tasks.values().removeIf(EcsTask::isStopped);
    }

    /** The clusters that have had a task. */
    List<String> clusterNames() {
        return tasks.values().stream()
                .map(task -> task.text("clusterArn"))
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .distinct()
                .toList();
    }

    List<EcsTask> all() {
        return List.copyOf(tasks.values());
    }

    /** By ARN or id, on the request's cluster only. */
    Optional<EcsTask> find(ObjectNode request, String nameOrArn) {
        String end = "/" + Clusters.of(request) + "/" + nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
        return tasks.values().stream().filter(task -> task.arn().endsWith(end)).findFirst();
    }

    ObjectNode describe(ObjectNode request) {
        if (request.path("tasks").isEmpty()) {
            throw AwsError.invalidParameter("Tasks cannot be empty.");
        }
        boolean withTags = Json.elements(request.path("include"))
                .anyMatch(part -> part.asText().equals("TAGS"));
        ObjectNode answer = Json.object();
        ArrayNode described = answer.putArray("tasks");
        ArrayNode failures = answer.putArray("failures");
        for (JsonNode name : request.path("tasks")) {
            find(request, name.asText())
                    .ifPresentOrElse(
                            task -> described.add(task.describe(withTags)),
                            () -> failures.addObject().put("arn", name.asText()).put("reason", "MISSING"));
        }
        return answer;
    }

    /** From now on ListTasks refuses {@code startedBy} together with a status, as the API reference says. */
    void refuseStartedByWithStatus() {
        startedByStandsAlone = true;
    }

    /** {@code startedBy} excludes the other filters (Amazon ECS API Reference, {@code ListTasks}), in practice except the status. */
    ObjectNode list(ObjectNode request) {
        NOT_IMPLEMENTED.stream().filter(request::has).findFirst().ifPresent(filter -> {
            throw AwsError.invalidParameter("The stand-in has no tasks by " + filter + ".");
        });
        if (request.has("startedBy")
                && (request.has("family") || (startedByStandsAlone && request.has("desiredStatus")))) {
            throw AwsError.invalidParameter("startedBy must be the only filter that you use.");
        }
        int size = request.path("maxResults").asInt(PAGE);
        int after = request.path("nextToken").asInt(0);
        Predicate<EcsTask> wanted = filter(request);
        List<Map.Entry<Integer, EcsTask>> rest = tasks.entrySet().stream()
                .filter(entry -> entry.getKey() > after && wanted.test(entry.getValue()))
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode arns = answer.putArray("taskArns");
        rest.stream().limit(size).forEach(entry -> arns.add(entry.getValue().arn()));
        if (rest.size() > size) {
            answer.put("nextToken", String.valueOf(rest.get(size - 1).getKey()));
        }
        return answer;
    }

    private static Predicate<EcsTask> filter(ObjectNode request) {
        String cluster = "cluster/" + Clusters.of(request);
        String desired = request.path("desiredStatus").asText("RUNNING");
        Predicate<EcsTask> wanted = task -> task.text("clusterArn").endsWith(cluster)
                && task.text("desiredStatus").equals(desired);
        String startedBy = Json.text(request, "startedBy");
        if (startedBy != null) {
            wanted = wanted.and(task -> task.text("startedBy").equals(startedBy));
        }
        String family = Json.text(request, "family");
        if (family != null) {
            wanted = wanted.and(task ->
                    TaskDefinitions.family(task.text("taskDefinitionArn")).equals(family));
        }
        String launchType = Json.text(request, "launchType");
        if (launchType != null) {
            wanted = wanted.and(task -> task.text("launchType").equals(launchType));
        }
        return wanted;
    }
}
