package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.LaunchedTasks;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Finds an attempt's tasks by ListTasks, which shows stopped tasks for about an hour. The API reference says that {@code startedBy}
 * must be the only filter; ECS takes it together with the status all the same. Should ECS refuse the two, all tasks of the status
 * are described.
 */
public final class EcsLaunchedTasks implements LaunchedTasks {

    private final EcsClient ecs;

    public EcsLaunchedTasks(EcsClient ecs) {
        this.ecs = ecs;
    }

    @Override
    public boolean exists(String clusterArn, AttemptId attempt) {
        return Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
                .anyMatch(status -> !taskArns(ecs, clusterArn, attempt, status).isEmpty());
    }

    static List<String> taskArns(EcsClient ecs, String clusterArn, AttemptId attempt, DesiredStatus status) {
        try {
            return ecs.listTasks(request -> request.cluster(clusterArn)
                            .startedBy(attempt.startedBy())
                            .desiredStatus(status))
                    .taskArns();
        } catch (InvalidParameterException refused) {
            return ecs.listTasksPaginator(request -> request.cluster(clusterArn).desiredStatus(status)).stream()
                    .map(ListTasksResponse::taskArns)
                    .filter(page -> !page.isEmpty())
                    .flatMap(page ->
                            ecs
                                    .describeTasks(request ->
                                            request.cluster(clusterArn).tasks(page))
                                    .tasks()
                                    .stream())
                    .filter(task -> attempt.startedBy().equals(task.startedBy()))
                    .map(Task::taskArn)
                    .toList();
        }
    }
}
