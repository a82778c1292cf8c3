package io.github.ecstaskretry.function.retry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.DescribedTask;
import io.github.ecstaskretry.format.event.Incoming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** ECS and the open work of the table, in memory: pages of two tasks. */
public final class MemoryCluster extends MemoryOpenAttempts implements ClusterTasks {

    private final Map<String, Map<String, Object>> stopped = new LinkedHashMap<>();
    private final Set<AttemptId> running = new HashSet<>();
    private final Map<String, AttemptId> unlisted = new LinkedHashMap<>();
    private final List<List<String>> describedPages = new ArrayList<>();
    private int asked;
    private boolean denied;
    private final MemoryRecords records = new MemoryRecords();
    private final MemoryDigests digests = new MemoryDigests();
    private boolean watched;

    public MemoryCluster(MemoryPorts ports) {
        super(ports);
    }

    /** A round of 30 seconds that begins at a time. A failure whose message begins with "throttled" is throttling. */
    Reconciled reconcile(String policy, String time) {
        ports.at(time);
        return new Reconcile(
                        ports.endedAttempts(policy),
                        ports.useCase(policy),
                        reconcilePorts(this, this),
                        failure -> String.valueOf(failure.getMessage()).startsWith("throttled"),
                        () -> Instant.parse(time))
                .run(Instant.parse(time).plusSeconds(30));
    }

    /** The findings of such a round. */
    public Set<String> reconcileFound(String policy, String time) {
        return reconcile(policy, time).found().keySet().stream().map(Enum::name).collect(Collectors.toSet());
    }

    /** The ports of reconciling: the memory's, with this cluster or another. */
    public Reconcile.Ports reconcilePorts(OpenAttempts open, ClusterTasks tasks) {
        return new Reconcile.Ports(
                ports,
                open,
                ports,
                ports.runJobs(),
                ports.runJobs(),
                ports.reruns(),
                tasks,
                ports,
                records,
                new Reconcile.Launches(watched, List.of()),
                digests,
                digests);
    }

    /** What CloudTrail knows. */
    MemoryRecords records() {
        return records;
    }

    /** The windows of notices. */
    MemoryDigests digests() {
        return digests;
    }

    /** Launches of others that failed become jobs. */
    void watchesLaunches() {
        watched = true;
    }

    /** ECS knows this stopped task. */
    public void knows(TaskEvent event) {
        stopped.put(event.json().at("/detail/taskArn").asText(), document(event));
    }

    /** ECS has forgotten every stopped task. */
    public void forgetsAll() {
        stopped.clear();
        unlisted.clear();
    }

    /** A task of the attempt runs, and no list shows it. */
    void runsUnlisted(String taskId, AttemptId attempt) {
        unlisted.put(TaskEvent.TASK_ARN.replace(TaskEvent.TASK_ID, taskId), attempt);
    }

    /** AWS denies the cluster. */
    void isDenied() {
        denied = true;
    }

    /** How often ECS was asked whether one attempt's task runs, or to describe a page. */
    int asked() {
        return asked;
    }

    /** The pages that were described since this was asked. */
    List<List<String>> takeDescribedPages() {
        List<List<String>> taken = List.copyOf(describedPages);
        describedPages.clear();
        return taken;
    }

    /** A task of the attempt runs. */
    void runs(AttemptId attempt) {
        running.add(attempt);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> document(TaskEvent event) {
        return new ObjectMapper().convertValue(event.json().get("detail"), LinkedHashMap.class);
    }

    @Override
    public List<String> clusterArns() {
        return List.of(TaskEvent.CLUSTER_ARN);
    }

    @Override
    public Iterable<List<String>> running(String clusterArn) {
        return pages(running.stream().map(MemoryCluster::arnOf).sorted().toList());
    }

    @Override
    public Iterable<List<String>> stopped(String clusterArn) {
        return pages(List.copyOf(stopped.keySet()));
    }

    private static List<List<String>> pages(List<String> all) {
        List<List<String>> pages = new ArrayList<>();
        for (int from = 0; from < all.size(); from += 2) {
            pages.add(all.subList(from, Math.min(from + 2, all.size())));
        }
        return pages;
    }

    private static String arnOf(AttemptId attempt) {
        return TaskEvent.TASK_ARN.replace(TaskEvent.TASK_ID, attempt.launchName());
    }

    @Override
    public List<DescribedByEcs> describe(String clusterArn, List<String> taskArns) {
        ask(clusterArn);
        describedPages.add(taskArns);
        return Stream.of(
                        described(task -> taskArns.contains(task.get("taskArn"))).stream(),
                        running.stream()
                                .filter(attempt -> taskArns.contains(arnOf(attempt)))
                                .map(attempt -> runningTask(arnOf(attempt), attempt)),
                        unlisted.entrySet().stream()
                                .filter(task -> taskArns.contains(task.getKey()))
                                .map(task -> runningTask(task.getKey(), task.getValue())))
                .flatMap(tasks -> tasks)
                .toList();
    }

    private static DescribedByEcs runningTask(String arn, AttemptId attempt) {
        return new DescribedByEcs(arn, attempt.startedBy(), Map.of(), Optional::empty);
    }

    private void ask(String clusterArn) {
        asked++;
        if (denied) {
            throw new ClusterDeniedException(clusterArn, new IllegalStateException("AccessDeniedException"));
        }
    }

    @Override
    public List<DescribedByEcs> stopped(String clusterArn, AttemptId attempt) {
        ask(clusterArn);
        return described(task -> attempt.startedBy().equals(task.get("startedBy")));
    }

    @Override
    public boolean running(String clusterArn, AttemptId attempt) {
        ask(clusterArn);
        return running.contains(attempt);
    }

    @Override
    public boolean exists(String clusterArn, AttemptId attempt) {
        return ports.taskExists();
    }

    @Override
    public Optional<DescribedByEcs> describe(String clusterArn, TaskArn task) {
        return describe(clusterArn, List.of(task.value())).stream().findFirst();
    }

    private static Optional<StoppedTask> stopped(Map<String, Object> task) {
        return DescribedTask.read((ObjectNode) Json.tree(task)) instanceof Incoming.TaskStopped read
                ? Optional.of(read.task())
                : Optional.empty();
    }

    private List<DescribedByEcs> described(Predicate<Map<String, Object>> wanted) {
        return stopped.values().stream()
                .filter(wanted)
                .map(task -> new DescribedByEcs(
                        (String) task.get("taskArn"),
                        (String) task.get("startedBy"),
                        Map.of("team", "data"),
                        () -> stopped(task)))
                .toList();
    }
}
