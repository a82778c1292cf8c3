package io.github.ecstaskretry.aws;

import io.github.ecstaskretry.handle.TaskTags;
import io.github.ecstaskretry.job.StoppedTask;
import java.util.LinkedHashMap;
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
        Map<String, String> tags = new LinkedHashMap<>();
        ecs
                .describeTasks(request -> request.cluster(task.clusterArn())
                        .tasks(task.arn().value())
                        .include(TaskField.TAGS))
                .tasks()
                .stream()
                .flatMap(described -> described.tags().stream())
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }
}
