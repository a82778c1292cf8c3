package io.github.ecstaskretry.testkit.local;

import static io.github.ecstaskretry.testkit.standin.ecs.TaskFate.exits;
import static io.github.ecstaskretry.testkit.standin.ecs.TaskFate.failsToStart;
import static io.github.ecstaskretry.testkit.standin.ecs.TaskFate.spotInterrupted;

import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.testkit.standin.ecs.Launch;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/** The jobs of the local run, and how their tasks end. */
final class Story implements TaskScript {

    /** Where the tasks run. */
    static final String CLUSTER = "demo";

    private static final String REGISTRY = "registry.example.com";

    /**
     * One job.
     *
     * @param family of its task definition
     * @param about what happens to it
     * @param fates of its attempts, in order
     * @param spot whether it runs on Fargate Spot
     */
    record Job(String family, String about, List<TaskFate> fates, boolean spot) {}

    static final List<Job> JOBS = List.of(
            new Job(
                    "nightly-report",
                    "its registry does not answer, until the third attempt",
                    List.of(registryTimeout(), registryTimeout(), exits("app", 0)),
                    false),
            new Job("thumbnails", "its image does not exist: no use trying again", List.of(missingImage()), false),
            new Job(
                    "crawler",
                    "Fargate Spot takes its capacity back",
                    List.of(spotInterrupted("app"), exits("app", 0)),
                    true),
            new Job("price-import", "exits with 1, however often it is tried", List.of(exits("app", 1)), false));

    private static final Map<String, TaskScript> SCRIPTS = JOBS.stream()
            .collect(Collectors.toMap(
                    Job::family, job -> TaskScript.inOrder(job.fates().toArray(TaskFate[]::new))));

    /** A task of any other family does its work at once. */
    @Override
    public TaskFate fate(Launch launch) {
        return SCRIPTS.getOrDefault(launch.family(), TaskScript.always(exits("app", 0)))
                .fate(launch);
    }

    /**
     * Starts the first task of every job, as anybody would.
     *
     * @return the jobs' ids, which are their first tasks', by family
     */
    static Map<String, String> begin(EcsClient ecs) {
        return JOBS.stream().collect(Collectors.toMap(Job::family, job -> {
            String taskArn = ecs.runTask(request(job)).tasks().getFirst().taskArn();
            return new TaskArn(taskArn).taskId();
        }));
    }

    private static RunTaskRequest request(Job job) {
        RunTaskRequest.Builder request = RunTaskRequest.builder()
                .cluster(CLUSTER)
                .taskDefinition(job.family())
                .networkConfiguration(network -> network.awsvpcConfiguration(
                        awsvpc -> awsvpc.subnets("subnet-0a").securityGroups("sg-0a")));
        if (job.spot()) {
            request.capacityProviderStrategy(CapacityProviderStrategyItem.builder()
                    .capacityProvider("FARGATE_SPOT")
                    .weight(1)
                    .build());
        } else {
            request.launchType(LaunchType.FARGATE);
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
