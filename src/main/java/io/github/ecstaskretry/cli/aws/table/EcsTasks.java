package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.AwsErrors;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.event.DescribedTask;
import io.github.ecstaskretry.format.event.Incoming;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

/** Reads tasks with DescribeTasks, which knows a stopped task for about an hour. */
public final class EcsTasks implements AutoCloseable {

    private final EcsClient ecs;

    /** Asks in one Region. Credentials and endpoint come from the SDK's default chain. */
    public EcsTasks(String region) {
        this(new AwsConnection(region, null, null).client(EcsClient.builder()));
    }

    EcsTasks(EcsClient ecs) {
        this.ecs = ecs;
    }

    /**
     * A task with its tags.
     *
     * @param event the event that the task's last change would have sent
     */
    public record TaggedTask(Incoming event, Map<String, String> tags) {}

    /**
     * Asks for one task; empty if ECS does not know it, or no longer.
     *
     * @throws IllegalStateException if ECS could not be asked or refused; the message says why
     */
    public Optional<TaggedTask> describe(TaskArn task) {
        try {
            return ecs
                    .describeTasks(request ->
                            request.cluster(cluster(task)).tasks(task.value()).include(TaskField.TAGS))
                    .tasks()
                    .stream()
                    .findFirst()
                    .map(EcsTasks::tagged);
        } catch (SdkException e) {
            throw new IllegalStateException(AwsErrors.explain(e, "ecs:DescribeTasks", null), e);
        }
    }

    /** The old form of the ARN has no cluster and means the default cluster. */
    private static String cluster(TaskArn task) {
        String[] segments = task.value().split("/", -1);
        return segments.length == 3 ? segments[1] : "default";
    }

    private static TaggedTask tagged(Task task) {
        return new TaggedTask(DescribedTask.read(task), tags(task));
    }

    private static Map<String, String> tags(Task task) {
        return task.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    @Override
    public void close() {
        ecs.close();
    }
}
