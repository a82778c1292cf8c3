package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.event.DescribedTask;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.function.retry.ClusterDeniedException;
import io.github.ecstaskretry.function.retry.ClusterMissingException;
import io.github.ecstaskretry.function.retry.ClusterTasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

/**
 * Reads tasks with ListTasks and DescribeTasks. A page of the one holds as many tasks as the other takes: 100 (Amazon ECS API
 * reference). ECS knows a stopped task for about an hour.
 *
 * <p>The API reference says that {@code startedBy} must be the only filter of ListTasks, but ECS accepts it together with the status.
 * If ECS ever refuses the two, this class describes all tasks of that status.
 */
public final class EcsClusterTasks implements ClusterTasks, TaskTags {

    private final EcsClient ecs;
    private final List<String> watched;

    /** Watches the clusters of these ARNs; without any, every cluster of the account and Region. */
    public EcsClusterTasks(EcsClient ecs, List<String> watched) {
        this.ecs = ecs;
        this.watched = List.copyOf(watched);
    }

    @Override
    public List<String> clusterArns() {
        return watched.isEmpty()
                ? ecs.listClustersPaginator().clusterArns().stream().toList()
                : watched;
    }

    @Override
    public Iterable<List<String>> running(String clusterArn) {
        return pages(clusterArn, DesiredStatus.RUNNING);
    }

    @Override
    public Iterable<List<String>> stopped(String clusterArn) {
        return pages(clusterArn, DesiredStatus.STOPPED);
    }

    /** The iteration fetches the pages one by one. */
    private Iterable<List<String>> pages(String clusterArn, DesiredStatus status) {
        ListTasksRequest first = ListTasksRequest.builder()
                .cluster(clusterArn)
                .desiredStatus(status)
                .build();
        return () -> Stream.iterate(
                        Optional.of(list(first)),
                        Optional::isPresent,
                        page -> page.map(ListTasksResponse::nextToken)
                                .map(token ->
                                        list(first.toBuilder().nextToken(token).build())))
                .map(page -> page.orElseThrow().taskArns())
                .iterator();
    }

    @Override
    public List<DescribedByEcs> stopped(String clusterArn, AttemptId attempt) {
        return describe(clusterArn, taskArnsIfAny(clusterArn, attempt, DesiredStatus.STOPPED));
    }

    @Override
    public boolean running(String clusterArn, AttemptId attempt) {
        return !taskArnsIfAny(clusterArn, attempt, DesiredStatus.RUNNING).isEmpty();
    }

    @Override
    public boolean exists(String clusterArn, AttemptId attempt) {
        return Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
                .anyMatch(status -> !taskArns(clusterArn, attempt, status).isEmpty());
    }

    private List<String> taskArnsIfAny(String clusterArn, AttemptId attempt, DesiredStatus status) {
        try {
            return taskArns(clusterArn, attempt, status);
        } catch (ClusterMissingException missing) {
            return List.of();
        }
    }

    private List<String> taskArns(String clusterArn, AttemptId attempt, DesiredStatus status) {
        try {
            return answer(
                            clusterArn,
                            () -> ecs.listTasks(request -> request.cluster(clusterArn)
                                    .startedBy(attempt.startedBy())
                                    .desiredStatus(status)))
                    .taskArns();
        } catch (InvalidParameterException refused) {
            return StreamSupport.stream(pages(clusterArn, status).spliterator(), false)
                    .flatMap(page -> describe(clusterArn, page).stream())
                    .filter(task -> attempt.startedBy().equals(task.startedBy()))
                    .map(DescribedByEcs::arn)
                    .toList();
        }
    }

    private ListTasksResponse list(ListTasksRequest request) {
        return answer(
                request.cluster(),
                () -> ecs.listTasks(request),
                ListTasksResponse.builder().taskArns(List.of()).build());
    }

    @Override
    public Answer of(StoppedTask task) {
        try {
            return describe(task.clusterArn(), task.arn())
                    .<Answer>map(described -> new KnownTags(described.tags()))
                    .orElseGet(() -> new UnknownTags("ECS no longer knows the task, so its tags are unknown."));
        } catch (ClusterDeniedException denied) {
            return new UnknownTags(denied.getMessage() + ", so its tags are unknown.");
        }
    }

    @Override
    public Optional<String> instanceId(String clusterArn, String containerInstanceArn) {
        try {
            return answer(
                    clusterArn,
                    () -> ecs
                            .describeContainerInstances(
                                    request -> request.cluster(clusterArn).containerInstances(containerInstanceArn))
                            .containerInstances()
                            .stream()
                            .map(ContainerInstance::ec2InstanceId)
                            .filter(Objects::nonNull)
                            .findFirst(),
                    Optional.empty());
        } catch (ClusterDeniedException denied) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<DescribedByEcs> describe(String clusterArn, TaskArn task) {
        return describe(clusterArn, List.of(task.value())).stream().findFirst();
    }

    @Override
    public List<DescribedByEcs> describe(String clusterArn, List<String> taskArns) {
        return taskArns.isEmpty()
                ? List.of()
                : answer(
                        clusterArn,
                        () -> ecs
                                .describeTasks(request -> request.cluster(clusterArn)
                                        .tasks(taskArns)
                                        .include(TaskField.TAGS))
                                .tasks()
                                .stream()
                                .map(task -> new DescribedByEcs(
                                        task.taskArn(), task.startedBy(), tags(task), () -> stopped(task)))
                                .toList(),
                        List.of());
    }

    /** A cluster that does not exist has no tasks. */
    private static <T> T answer(String clusterArn, Supplier<T> call, T none) {
        try {
            return answer(clusterArn, call);
        } catch (ClusterMissingException missing) {
            return none;
        }
    }

    private static <T> T answer(String clusterArn, Supplier<T> call) {
        try {
            return call.get();
        } catch (ClusterNotFoundException missing) {
            throw new ClusterMissingException(clusterArn, missing);
        } catch (EcsException failure) {
            AwsErrorDetails error = failure.awsErrorDetails();
            if (error != null && "AccessDeniedException".equals(error.errorCode())) {
                throw new ClusterDeniedException(clusterArn, failure);
            }
            throw failure;
        }
    }

    private static Optional<StoppedTask> stopped(Task task) {
        return DescribedTask.read(task) instanceof Incoming.TaskStopped read
                ? Optional.of(read.task())
                : Optional.empty();
    }

    private static Map<String, String> tags(Task task) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : task.tags()) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }
}
