package io.github.ecstaskretry.testkit.local;

import static io.github.ecstaskretry.testkit.standin.ecs.TaskFate.exits;
import static io.github.ecstaskretry.testkit.standin.ecs.TaskFate.failsToStart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.RunTaskRecord;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.testkit.standin.ecs.Launch;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.launchers.SchedulesStandIn;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/** The jobs of the local run, and how their tasks end. */
final class Story implements TaskScript {

    /** Where the tasks run. */
    static final String CLUSTER = "demo";

    /** The family whose first stop EventBridge cannot hand over. */
    private static final String LOST = "exports";

    private static final String REGISTRY = "registry.example.com";

    /**
     * One job.
     *
     * @param family of its task definition
     * @param about what happens to it
     * @param script how its attempts end
     * @param launcher who launches its first task
     */
    record Job(String family, String about, TaskScript script, Launcher launcher) {}

    /** Who launches the first task of a job. */
    enum Launcher {
        /** Somebody, with RunTask. */
        CALLER,
        /** The same on Fargate Spot. */
        CALLER_ON_SPOT,
        /** A schedule, which the function finds by {@code startedBy}. */
        SCHEDULE,
        /** A schedule whose RunTask finds no capacity, so that there is no first task. */
        SCHEDULE_WITHOUT_CAPACITY,
        /** An execution of run-job, which ends as the job ends. */
        RUN_JOB
    }

    static final List<Job> JOBS = List.of(
            new Job(
                    "nightly-report",
                    "cannot pull its image, because the registry answers only at the third attempt",
                    TaskScript.inOrder(registryTimeout(), registryTimeout(), exits("app", 0)),
                    Launcher.CALLER),
            new Job(
                    "thumbnails",
                    "has an image that does not exist, so it is not retried",
                    TaskScript.inOrder(missingImage()),
                    Launcher.CALLER),
            new Job(
                    "crawler",
                    "is interrupted on Fargate Spot twice, then runs on demand",
                    TaskScript.succeedsOnlyOnDemand("app"),
                    Launcher.CALLER_ON_SPOT),
            new Job(
                    "invoices",
                    "fails once; the retry gets its network from the schedule, because no policy declares one",
                    TaskScript.inOrder(exits("app", 1), exits("app", 0)),
                    Launcher.SCHEDULE),
            new Job(
                    "month-end",
                    "is not launched by its schedule for lack of capacity; the function notices and launches it",
                    TaskScript.inOrder(exits("app", 0)),
                    Launcher.SCHEDULE_WITHOUT_CAPACITY),
            new Job(
                    "statements",
                    "runs out of memory; the retry has twice as much",
                    TaskScript.needsMemory("app", 1_024),
                    Launcher.CALLER),
            new Job(
                    "migration",
                    "is started by the run-job state machine, which waits until the retry has succeeded",
                    TaskScript.inOrder(exits("app", 1), exits("app", 0)),
                    Launcher.RUN_JOB),
            new Job(
                    "price-import",
                    "exits with 1 at every attempt, until its three attempts are used up",
                    TaskScript.inOrder(exits("app", 1)),
                    Launcher.CALLER));

    /** They do not end by themselves; with {@code --stay} there is time to act on them. */
    static final List<Job> OPEN_JOBS = List.of(
            new Job(
                    "backfill",
                    "waits an hour for its next attempt: with --stay, cancel it or retry it now",
                    TaskScript.inOrder(exits("app", 1), exits("app", 0)),
                    Launcher.CALLER),
            new Job(
                    "mailing",
                    "waits an hour, too",
                    TaskScript.inOrder(exits("app", 1), exits("app", 0)),
                    Launcher.CALLER),
            new Job(
                    LOST,
                    "stops, but its event cannot be delivered; with --stay, reconciling finds it after two minutes",
                    TaskScript.inOrder(exits("app", 1), exits("app", 0)),
                    Launcher.CALLER));

    private static final Map<String, TaskScript> SCRIPTS = all().collect(Collectors.toMap(Job::family, Job::script));

    static Stream<Job> all() {
        return Stream.concat(JOBS.stream(), OPEN_JOBS.stream());
    }

    /** Whether EventBridge cannot hand over the event. */
    static boolean isUndeliverable(JsonNode event) {
        JsonNode detail = event.path("detail");
        return detail.path("taskDefinitionArn").asText().contains("/" + LOST + ":")
                && !detail.path("startedBy").asText().startsWith("ecs-retry/");
    }

    /** What EventBridge adds to a dead letter (EventBridge user guide, "Using dead-letter queues to process undelivered events"). */
    static Map<String, String> undelivered() {
        return Map.of(
                "RULE_ARN", Account.EXAMPLE.arn("events", "rule/ecs-task-retry-TaskStoppedRule"),
                "ERROR_CODE", "NO_PERMISSIONS",
                "ERROR_MESSAGE", "User is not authorized to perform: lambda:InvokeFunction",
                "EXHAUSTED_RETRY_CONDITION", "NoRetry",
                "RETRY_ATTEMPTS", "0");
    }

    /** An event that the rule matches and the function cannot read. */
    static ObjectNode malformed() {
        return (ObjectNode) Json.read("""
                {"version": "0", "id": "11111111-2222-3333-4444-555555555555", "source": "aws.ecs",
                 "detail-type": "ECS Task State Change", "detail": {"lastStatus": "STOPPED", "taskArn": "no-arn"}}""");
    }

    /** A task of any other family does its work at once. */
    @Override
    public TaskFate fate(Launch launch) {
        return SCRIPTS.getOrDefault(launch.family(), TaskScript.always(exits("app", 0)))
                .fate(launch);
    }

    /** Makes the schedule of the jobs that have one. */
    static void schedule(SchedulesStandIn schedules) {
        JOBS.stream()
                .filter(job ->
                        job.launcher() == Launcher.SCHEDULE || job.launcher() == Launcher.SCHEDULE_WITHOUT_CAPACITY)
                .forEach(job -> schedules.put("default", schedule(job), """
                        {"Arn": "%s", "RoleArn": "arn:aws:iam::111122223333:role/scheduler", "EcsParameters": {
                          "TaskDefinitionArn": "%s", "LaunchType": "FARGATE", "NetworkConfiguration": {"awsvpcConfiguration":
                            {"Subnets": ["subnet-0a", "subnet-0b"], "SecurityGroups": ["sg-0s"], "AssignPublicIp": "DISABLED"}}}}
                        """.formatted(
                                Account.EXAMPLE.arn("ecs", "cluster/" + CLUSTER), job.family())));
    }

    /**
     * Starts the first task of every job, as its caller or its schedule would.
     *
     * @param runJob starts an execution of run-job with an input and gives its ARN
     * @return the jobs' ids by family: their first tasks', or that of their execution
     */
    static Map<String, String> begin(EcsClient ecs, UnaryOperator<String> runJob) {
        return all().filter(Story::isLaunched).collect(Collectors.toMap(Job::family, job -> {
            if (job.launcher() == Launcher.RUN_JOB) {
                return AttemptId.ofRunJob(runJob.apply("""
                        {"runTask": {"Cluster": "%s", "TaskDefinition": "%s", "LaunchType": "FARGATE", "NetworkConfiguration":
                          {"AwsvpcConfiguration": {"Subnets": ["subnet-0a"], "SecurityGroups": ["sg-0r"]}}}}
                        """.formatted(CLUSTER, job.family())))
                        .jobId();
            }
            String taskArn = ecs.runTask(request(job)).tasks().getFirst().taskArn();
            return new TaskArn(taskArn).taskId();
        }));
    }

    private static boolean isLaunched(Job job) {
        return job.launcher() != Launcher.SCHEDULE_WITHOUT_CAPACITY;
    }

    private static String schedule(Job job) {
        return job.family() + "-every-night";
    }

    /** The families of the jobs whose first launch finds no capacity, and CloudTrail's records of those launches. */
    static Map<String, ObjectNode> missed() {
        return JOBS.stream()
                .filter(job -> !isLaunched(job))
                .collect(Collectors.toMap(
                        Job::family,
                        job -> RunTaskRecord.failed("RESOURCE:MEMORY")
                                .with(record -> record.put(
                                                "eventID", UUID.randomUUID().toString())
                                        .put("eventTime", Times.isoSeconds(Times.now())))
                                .request(request -> request.put(
                                                "cluster", Account.EXAMPLE.arn("ecs", "cluster/" + CLUSTER))
                                        .put("taskDefinition", job.family())
                                        .put("startedBy", SchedulesStandIn.startedBy(schedule(job))))
                                .json()));
    }

    private static RunTaskRequest request(Job job) {
        RunTaskRequest.Builder request = RunTaskRequest.builder()
                .cluster(CLUSTER)
                .taskDefinition(job.family())
                .networkConfiguration(network -> network.awsvpcConfiguration(
                        awsvpc -> awsvpc.subnets("subnet-0a").securityGroups("sg-0a")));
        switch (job.launcher()) {
            case CALLER, RUN_JOB -> request.launchType(LaunchType.FARGATE);
            case CALLER_ON_SPOT ->
                request.capacityProviderStrategy(CapacityProviderStrategyItem.builder()
                        .capacityProvider("FARGATE_SPOT")
                        .weight(1)
                        .build());
            case SCHEDULE, SCHEDULE_WITHOUT_CAPACITY ->
                request.launchType(LaunchType.FARGATE).startedBy(SchedulesStandIn.startedBy(schedule(job)));
        }
        return request.build();
    }

    private static TaskFate registryTimeout() {
        return failsToStart(
                "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref "
                        + REGISTRY + "/nightly-report:7: failed to do request: Head \"https://" + REGISTRY
                        + "/v2/nightly-report/manifests/7\": dial tcp 203.0.113.7:443: i/o timeout");
    }

    private static TaskFate missingImage() {
        return failsToStart(
                "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
                        + REGISTRY + "/thumbnails:latset: " + REGISTRY + "/thumbnails:latset: not found");
    }
}
