package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.LaunchedTasks;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;

/**
 * Tasks by ListTasks, which shows running ones by default and stopped ones for about an hour; {@code startedBy} takes no other
 * filter than the status (Amazon ECS API reference, {@code ListTasks}).
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
        return ecs.listTasks(request -> request.cluster(clusterArn)
                        .startedBy(attempt.startedBy())
                        .desiredStatus(status))
                .taskArns();
    }
}
