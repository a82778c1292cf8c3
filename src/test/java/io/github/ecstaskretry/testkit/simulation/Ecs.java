package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.asl.StateError;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * ECS: a client token makes one task in 24 hours; ListTasks shows a task a little late, a stopped one for an hour (Amazon ECS API
 * reference, {@code RunTask}, {@code ListTasks}).
 */
final class Ecs {

    private static final Duration TOKEN_IS_KEPT = Duration.ofHours(24);
    static final Duration STOPPED_IS_SHOWN = Duration.ofHours(1);

    private final Timeline timeline;
    private final Chance chance;
    private final Bus bus;
    private final Trace trace;
    private final Callers callers;
    private final EventHistory history;
    private final Map<String, Job> jobs = new HashMap<>();
    private final List<SimulatedTask> tasks = new ArrayList<>();
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final Map<String, Instant> deleted = new HashMap<>();
    private final Map<String, Instant> forbidden = new HashMap<>();
    private int changes;

    Ecs(Timeline timeline, Chance chance, Bus bus, Trace trace, Callers callers, EventHistory history) {
        this.timeline = timeline;
        this.chance = chance;
        this.bus = bus;
        this.trace = trace;
        this.callers = callers;
        this.history = history;
    }

    private record Token(Instant since, JsonNode request, SimulatedTask task) {}

    /** Increases with every event. */
    int changes() {
        return changes;
    }

    List<SimulatedTask> tasks() {
        return tasks;
    }

    /** The tasks of an attempt. */
    List<SimulatedTask> tasks(String jobId, int attempt) {
        return tasks.stream()
                .filter(task -> task.launch().attempt() == attempt
                        && task.launch().job().id().equals(jobId))
                .toList();
    }

    /** Whether the request's client token has made a task that it stands for. */
    boolean hasMade(JsonNode request) {
        Token token = tokens.get(request.path("ClientToken").asText());
        return token != null && token.since().plus(TOKEN_IS_KEPT).isAfter(timeline.now());
    }

    /** The job and the attempt of a request; the first attempt's number is 1. */
    Script.Scene scene(JsonNode request) {
        String[] parts = parts(request);
        return job(parts).script().scene(Integer.parseInt(parts[2]));
    }

    private Job job(String... parts) {
        return job(parts[1]);
    }

    private Job job(String id) {
        Job there = jobs.get(id);
        if (there == null) {
            there = job(id.replaceFirst("-r\\d+$", "")).again(id);
            jobs.put(id, there);
        }
        return there;
    }

    private static String[] parts(JsonNode request) {
        return request.path("StartedBy").asText().split("/");
    }

    /** RunTask by its parameters in Pascal case; the same token and the same parameters make the same task. */
    SimulatedTask run(JsonNode request) throws StateError {
        String token = request.path("ClientToken").asText();
        if (hasMade(request)) {
            if (!tokens.get(token).request().equals(request)) {
                throw new StateError("Ecs.ConflictException", "The client token is used with other parameters.");
            }
            return tokens.get(token).task();
        }
        String[] parts = parts(request);
        JsonNode strategy = request.path("CapacityProviderStrategy").path(0);
        SimulatedTask task = start(new SimulatedTask.Launch(
                chance.id(),
                job(parts),
                Integer.parseInt(parts[2]),
                request.path("Cluster").asText(),
                request.path("TaskDefinition").asText(),
                request.path("StartedBy").asText(),
                Json.text(request, "Group"),
                "FARGATE_SPOT".equals(strategy.path("CapacityProvider").asText()),
                overrides(request),
                SimulatedTask.camel(request.path("Tags")),
                request));
        if (!token.isEmpty()) {
            tokens.put(token, new Token(timeline.now(), request, task));
        }
        return task;
    }

    /** An event's overrides have a list of containers, also if the request had none. */
    private static JsonNode overrides(JsonNode request) {
        JsonNode overrides = SimulatedTask.camel(request.path("Overrides"));
        return overrides.isMissingNode() ? Json.read("{\"containerOverrides\":[]}") : overrides;
    }

    /** Somebody has RunTask called for the first task of a job. */
    void expect(Job job) {
        jobs.put(job.id(), job);
    }

    /** Somebody runs the first task of a job. */
    SimulatedTask start(Job job) {
        jobs.put(job.id(), job);
        callers.put(job);
        SimulatedTask task = start(firstOf(job));
        history.add(job, timeline.now(), task.arn());
        return task;
    }

    static SimulatedTask.Launch firstOf(Job job) {
        return new SimulatedTask.Launch(
                job.id(),
                job,
                1,
                job.clusterArn(),
                job.taskDefinitionArn(),
                job.startedBy(),
                job.group(),
                job.spot(),
                job.overrides(),
                Json.fromJava(job.tags().entrySet().stream()
                        .map(tag -> Map.of("key", tag.getKey(), "value", tag.getValue()))
                        .toList()),
                null);
    }

    /** A first task that began, and ended, before the run. */
    SimulatedTask past(Job job, Instant createdAt) {
        jobs.put(job.id(), job);
        SimulatedTask task = new SimulatedTask(firstOf(job), createdAt, createdAt);
        Duration atMost = Duration.between(createdAt, timeline.now()).minusMinutes(1);
        Duration runs = task.scene().runs();
        task.stop(createdAt.plus(runs.compareTo(atMost) < 0 ? runs : atMost));
        tasks.add(task);
        callers.put(job);
        history.add(job, createdAt, task.arn());
        return task;
    }

    /** Somebody else's rule or schedule launches the first task of a job, and there is no room. Nobody knows such a task. */
    SimulatedTask miss(Job job) {
        jobs.put(job.id(), job);
        callers.put(job);
        trace.say(() -> "there is no room for " + job.id() + " of " + job.startedBy());
        history.add(job, timeline.now(), null);
        history.addForeign(job.startedBy(), "ThrottlingException");
        SimulatedTask none =
                new SimulatedTask(firstOf(job), timeline.now().truncatedTo(ChronoUnit.SECONDS), timeline.now());
        none.stop(none.createdAt());
        return none;
    }

    /** RunTask has no capacity for a re-run. */
    void noRoom(JsonNode request) {
        history.addForeign(request.path("StartedBy").asText(), null);
    }

    /** A task begins, and will end. */
    private SimulatedTask start(SimulatedTask.Launch launch) {
        Instant now = timeline.now();
        SimulatedTask task = new SimulatedTask(launch, now, now.plus(chance.millis(0, 5_000)));
        tasks.add(task);
        changes++;
        trace.say(() -> "task " + task.id() + " of " + task.startedBy() + " begins");
        timeline.after(task.scene().runs(), () -> stop(task));
        return task;
    }

    /** One more event of a later version may follow: ECS reports changes after the stop too. */
    private void stop(SimulatedTask task) {
        task.stop(timeline.now());
        changes++;
        trace.say(() -> "task " + task.id() + " " + task.ending());
        bus.emit(task.event(chance.id(), 5));
        if (chance.in(0.05)) {
            bus.emit(task.event(chance.id(), 6));
        }
    }

    /** Deletes a cluster as soon as nothing runs in it. */
    void delete(String clusterArn) {
        if (tasks.stream().anyMatch(task -> task.clusterArn().equals(clusterArn) && task.stoppedAt() == null)) {
            timeline.after(Duration.ofMinutes(1), () -> delete(clusterArn));
        } else {
            trace.say(() -> clusterArn + " is deleted");
            deleted.put(clusterArn, timeline.now());
        }
    }

    /** Takes the permission to use a cluster away. */
    void forbid(String clusterArn) {
        trace.say(() -> clusterArn + " is forbidden");
        forbidden.put(clusterArn, timeline.now());
    }

    boolean isDeleted(String clusterArn) {
        return deleted.containsKey(clusterArn);
    }

    boolean isForbidden(String clusterArn) {
        return forbidden.containsKey(clusterArn);
    }

    /** Whether nobody can see into the cluster at that time. */
    boolean isClosed(String clusterArn, Instant moment) {
        return Stream.of(deleted, forbidden)
                .map(closed -> closed.get(clusterArn))
                .anyMatch(since -> since != null && !moment.isBefore(since));
    }

    /** Whether DescribeTasks still knows the task. */
    static boolean isKnown(SimulatedTask task, Instant now) {
        Instant stoppedAt = task.stoppedAt();
        return stoppedAt == null || stoppedAt.plus(STOPPED_IS_SHOWN).isAfter(now);
    }
}
