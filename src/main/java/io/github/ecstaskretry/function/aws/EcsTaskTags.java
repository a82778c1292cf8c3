package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.Map;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.TaskField;

/** Tags by DescribeTasks, which knows a stopped task for about an hour. */
public final class EcsTaskTags implements TaskTags {

    private final EcsClient ecs;

    public EcsTaskTags(EcsClient ecs) {
        this.ecs = ecs;
    }

    @Override
    public Map<String, String> of(StoppedTask task) {
        return ecs
                .describeTasks(request -> request.cluster(task.clusterArn())
                        .tasks(task.arn().value())
                        .include(TaskField.TAGS))
                .tasks()
                .stream()
                .findFirst()
                .map(EcsClusterTasks::tags)
                .orElse(Map.of());
    }
}
