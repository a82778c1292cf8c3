package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate.AnswerLost;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate.ContainerEnd;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate.KeepsRunning;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate.Refused;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate.Stops;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate.Unplaced;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.AwsService;
import io.github.ecstaskretry.testkit.standin.wire.EventSink;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Amazon ECS without machines (Amazon ECS API Reference): RunTask, StopTask, DescribeTasks, ListTasks, RegisterTaskDefinition,
 * DescribeTaskDefinition, DescribeClusters and ListClusters. A {@link TaskScript} decides the fate of each launch.
 *
 * <p>A task definition that was not registered here is taken as it is named; one that was is checked against.
 */
public final class EcsStandIn implements AutoCloseable {

    private final Account account;
    private final TaskScript script;
    private final TaskDefinitions definitions;
    private final Clusters clusters;
    private final Tasks tasks = new Tasks();
    private final ClientTokens tokens = new ClientTokens();
    private final Map<String, Integer> launches = new HashMap<>();
    private final TaskLives lives;

    /**
     * Starts without tasks.
     *
     * @param everyChange whether every change of a task sends an event, not only STOPPED
     */
    public EcsStandIn(Account account, TaskScript script, TimeScale timeScale, boolean everyChange, EventSink events) {
        this.account = account;
        this.script = script;
        this.definitions = new TaskDefinitions(account);
        this.clusters = new Clusters(account);
        this.lives = new TaskLives(account, timeScale, everyChange, events);
    }

    public AwsService service() {
        return new AwsService(
                "ECS",
                Map.of(
                        "RunTask", this::runTask,
                        "StopTask", this::stopTask,
                        "DescribeTasks", tasks::describe,
                        "ListTasks", tasks::list,
                        "ListClusters", request -> clusters.list(tasks.clusterNames()),
                        "RegisterTaskDefinition", definitions::register,
                        "DescribeTaskDefinition", definitions::describe,
                        "DescribeClusters", clusters::describe,
                        "DescribeContainerInstances", clusters::describeInstances));
    }

    /** Every task there has been, oldest first, as DescribeTasks shows it with its tags. */
    public List<ObjectNode> tasks() {
        return tasks.all().stream().map(task -> task.describe(true)).toList();
    }

    /** From now on ListTasks refuses {@code startedBy} together with a status, as the API reference says. */
    public void refuseStartedByWithStatus() {
        tasks.refuseStartedByWithStatus();
    }

    /** Lets time pass: moves all times of stopped tasks into the past. */
    public void age(Duration by) {
        tasks.all().stream().filter(EcsTask::isStopped).forEach(task -> task.age(by));
    }

    /** Lets time pass: ECS forgets its stopped tasks. */
    public void forgetStopped() {
        tasks.forgetStopped();
    }

    @Override
    public void close() {
        lives.close();
    }

    private synchronized ObjectNode runTask(ObjectNode request) {
        String name = request.path("taskDefinition").asText();
        Optional<TaskDefinition> definition = definitions.find(name);
        RunTaskRules.check(request, definition);
        if (request.has("clientToken")) {
            Optional<List<EcsTask>> earlier = tokens.tasksOf(request);
            if (earlier.isPresent()) {
                return answer(earlier.get());
            }
        }
        String family = TaskDefinitions.family(name);
        int number = launches.merge(family, 1, Integer::sum);
        return switch (script.fate(new Launch(request, family, number))) {
            case TaskFate.Task task -> launch(request, definition, task);
            case AnswerLost lost -> {
                launch(request, definition, lost.task());
                throw lost.error();
            }
            case Unplaced unplaced -> failure(request, unplaced);
            case Refused refused -> throw refused.error();
        };
    }

    /** Makes the tasks; the answer shows them as they were made, however quickly they live. */
    private ObjectNode launch(ObjectNode request, Optional<TaskDefinition> definition, TaskFate.Task fate) {
        String cluster = Clusters.of(request);
        String arn = definitions.arnOf(request.path("taskDefinition").asText());
        List<EcsTask> made = new ArrayList<>();
        for (int i = 0; i < request.path("count").asInt(1); i++) {
            made.add(NewTask.of(account, request, arn, definition, cluster, ends(fate)));
        }
        tokens.remember(request, made);
        made.forEach(tasks::add);
        ObjectNode answer = answer(made);
        made.forEach(task -> lives.begin(task, fate));
        return answer;
    }

    private static List<ContainerEnd> ends(TaskFate.Task fate) {
        return switch (fate) {
            case Stops stops -> stops.containers();
            case KeepsRunning keepsRunning -> List.of();
        };
    }

    private ObjectNode failure(ObjectNode request, Unplaced unplaced) {
        ObjectNode answer = answer(List.of());
        ObjectNode failure = ((ArrayNode) answer.get("failures")).addObject();
        failure.put("arn", account.arn("ecs", "container-instance/" + Clusters.of(request) + "/none"));
        failure.put("reason", unplaced.reason());
        if (unplaced.detail() != null) {
            failure.put("detail", unplaced.detail());
        }
        return answer;
    }

    private static ObjectNode answer(List<EcsTask> made) {
        ObjectNode answer = Json.object();
        ArrayNode described = answer.putArray("tasks");
        made.forEach(task -> described.add(task.describe(true)));
        answer.putArray("failures");
        return answer;
    }

    private synchronized ObjectNode stopTask(ObjectNode request) {
        EcsTask task = tasks.find(request, request.path("task").asText())
                .orElseThrow(() -> AwsError.invalidParameter("The referenced task was not found."));
        if (!task.isStopped()) {
            task.isToStop("UserInitiated", request.path("reason").asText("Task stopped by user"), task.killed());
        }
        task.loseTags();
        ObjectNode answer = Json.object();
        answer.set("task", task.describe(false));
        lives.cutShort(task);
        return answer;
    }
}
