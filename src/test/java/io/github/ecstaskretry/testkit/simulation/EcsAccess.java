package io.github.ecstaskretry.testkit.simulation;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

/** ECS as one invocation reaches it. Pages are small, so that every list has several. */
final class EcsAccess implements EcsClient {

    private static final int PAGE = 2;

    private final Calls calls;
    private final Ecs ecs;
    private final Timeline timeline;
    private final Faults faults;
    private final StepFunctions stepFunctions;

    EcsAccess(Calls calls, Ecs ecs, Timeline timeline, Faults faults, StepFunctions stepFunctions) {
        this.calls = calls;
        this.ecs = ecs;
        this.timeline = timeline;
        this.faults = faults;
        this.stepFunctions = stepFunctions;
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        return calls.call(Service.ECS, "ListTasks", EcsException::builder, () -> list(request));
    }

    private ListTasksResponse list(ListTasksRequest request) {
        refuseCluster(request.cluster());
        Instant now = timeline.now();
        boolean stopped = request.desiredStatus() == DesiredStatus.STOPPED;
        List<String> arns = tasks(request.cluster())
                .filter(task ->
                        request.startedBy() == null || request.startedBy().equals(task.startedBy()))
                .filter(task -> task.isListed(now) && (task.stoppedAt() != null) == stopped)
                .filter(task -> Ecs.isKnown(task, now) && !lags(task))
                .map(SimulatedTask::arn)
                .toList();
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(arns.size(), from + PAGE);
        return ListTasksResponse.builder()
                .taskArns(from > arns.size() ? List.of() : arns.subList(from, to))
                .nextToken(to < arns.size() ? Integer.toString(to) : null)
                .build();
    }

    /** Only a task that its execution names: there is another way to ask for it. */
    private boolean lags(SimulatedTask task) {
        boolean lags = stepFunctions.names(task) && faults.strikes(Fault.LIST_LAGS, 0.5, task.id());
        if (lags) {
            calls.invocation().strike();
        }
        return lags;
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        return calls.call(Service.ECS, "DescribeTasks", EcsException::builder, () -> {
            refuseCluster(request.cluster());
            return DescribeTasksResponse.builder()
                    .tasks(tasks(request.cluster())
                            .filter(task -> request.tasks().contains(task.arn()) && Ecs.isKnown(task, timeline.now()))
                            .map(SimulatedTask::described)
                            .toList())
                    .build();
        });
    }

    @Override
    public ListClustersResponse listClusters(ListClustersRequest request) {
        return calls.call(
                Service.ECS,
                "ListClusters",
                EcsException::builder,
                () -> ListClustersResponse.builder()
                        .clusterArns(World.CLUSTERS.stream()
                                .filter(cluster -> !ecs.isDeleted(cluster))
                                .toList())
                        .build());
    }

    private Stream<SimulatedTask> tasks(String clusterArn) {
        return ecs.tasks().stream().filter(task -> task.clusterArn().equals(clusterArn));
    }

    private void refuseCluster(String clusterArn) {
        if (ecs.isDeleted(clusterArn)) {
            throw ClusterNotFoundException.builder()
                    .message("Cluster not found.")
                    .statusCode(400)
                    .build();
        }
        if (ecs.isForbidden(clusterArn)) {
            throw Calls.refusal(EcsException::builder, "AccessDeniedException", "not authorized to perform", 400);
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
