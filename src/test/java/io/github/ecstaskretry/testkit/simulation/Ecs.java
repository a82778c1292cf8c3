package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

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
    private final List<SimulatedTask> tasks = new ArrayList<>();
    private final Map<String, Token> tokens = new LinkedHashMap<>();

    Ecs(Timeline timeline, Chance chance, Bus bus, Trace trace) {
        this.timeline = timeline;
        this.chance = chance;
        this.bus = bus;
        this.trace = trace;
    }

    private record Token(Instant since, SimulatedTask task) {}

    List<SimulatedTask> tasks() {
        return tasks;
    }

    List<SimulatedTask> tasksStartedBy(String startedBy) {
        return tasks.stream().filter(task -> startedBy.equals(task.startedBy())).toList();
    }

    /** Whether the request's client token has made a task that it stands for. */
    boolean hasMade(JsonNode request) {
        Token token = tokens.get(request.path("ClientToken").asText());
        return token != null && token.since().plus(TOKEN_IS_KEPT).isAfter(timeline.now());
    }

    /** RunTask by its parameters in Pascal case; the same token makes the same task. */
    SimulatedTask run(JsonNode request) {
        String token = request.path("ClientToken").asText();
        if (hasMade(request)) {
            return tokens.get(token).task();
        }
        SimulatedTask task = start(Json.text(request, "StartedBy"), Overrides.ofRunTask(request.path("Overrides")));
        if (!token.isEmpty()) {
            tokens.put(token, new Token(timeline.now(), task));
        }
        return task;
    }

    /** A task begins, and will end. */
    SimulatedTask start(@Nullable String startedBy, ObjectNode overrides) {
        Instant now = timeline.now();
        SimulatedTask task = new SimulatedTask(
                chance.id(), startedBy, overrides, now, now.plus(chance.millis(0, 5_000)), Ending.any(chance));
        tasks.add(task);
        trace.say(() -> "task " + task.id() + " of " + startedBy + " begins");
        timeline.after(chance.in(0.1) ? chance.seconds(600, 7_200) : chance.seconds(1, 600), () -> stop(task));
        return task;
    }

    /** One more event of a later version may follow: ECS tells of changes after the stop too. */
    private void stop(SimulatedTask task) {
        task.stop(timeline.now());
        trace.say(() -> "task " + task.id() + " " + task.ending());
        bus.emit(task.event(chance.id(), 5));
        if (chance.in(0.05)) {
            bus.emit(task.event(chance.id(), 6));
        }
    }

    private ListTasksResponse list(ListTasksRequest request) {
        Instant now = timeline.now();
        boolean stopped = request.desiredStatus() == DesiredStatus.STOPPED;
        return ListTasksResponse.builder()
                .taskArns(tasks.stream()
                        .filter(task -> request.startedBy() == null
                                || request.startedBy().equals(task.startedBy()))
                        .filter(task -> task.isListed(now) && (task.stoppedAt() != null) == stopped)
                        .filter(task -> isKnown(task, now))
                        .map(SimulatedTask::arn)
                        .toList())
                .build();
    }

    private DescribeTasksResponse describe(DescribeTasksRequest request) {
        return DescribeTasksResponse.builder()
                .tasks(tasks.stream()
                        .filter(task -> request.tasks().contains(task.arn()) && isKnown(task, timeline.now()))
                        .map(DescribedTasks::of)
                        .toList())
                .build();
    }

    private static boolean isKnown(SimulatedTask task, Instant now) {
        Instant stoppedAt = task.stoppedAt();
        return stoppedAt == null || stoppedAt.plus(STOPPED_IS_SHOWN).isAfter(now);
    }

    /** ECS as one invocation reaches it. */
    EcsClient client(Calls calls) {
        return new EcsClient() {
            @Override
            public ListTasksResponse listTasks(ListTasksRequest request) {
                return calls.call("ListTasks", Ecs::throttled, () -> list(request));
            }

            @Override
            public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
                return calls.call("DescribeTasks", Ecs::throttled, () -> describe(request));
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    private static RuntimeException throttled() {
        return EcsException.builder()
                .awsErrorDetails(Calls.THROTTLING)
                .message("Rate exceeded")
                .statusCode(400)
                .build();
    }
}
