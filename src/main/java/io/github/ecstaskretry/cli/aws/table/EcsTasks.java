package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.AwsErrors;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.ContainerLog;
import io.github.ecstaskretry.format.event.DescribedTask;
import io.github.ecstaskretry.format.event.Incoming;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

/** Reads tasks, which ECS knows for about an hour after they stop, and task definitions. */
public record EcsTasks(EcsClient ecs) implements AutoCloseable {

    /** Links are not worth a longer wait. A network may let DynamoDB through and drop everything else. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    public EcsTasks(AwsConnection aws) {
        this(aws.client(EcsClient.builder()));
    }

    /** A task, as the event of its last change would describe it, with its tags; {@code running} is the task as if it had stopped, unless it has. */
    public record TaggedTask(Incoming event, Map<String, String> tags, Optional<StoppedTask> running) {}

    /** The task; empty if ECS does not know it. Throws an {@link IllegalStateException} if ECS cannot be asked or refuses; the message says why. */
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

    private static TaggedTask tagged(Task found) {
        Incoming event = DescribedTask.read(found);
        return new TaggedTask(
                event,
                tags(found),
                event instanceof Incoming.TaskStopped
                        ? Optional.empty()
                        : Optional.of(DescribedTask.readAsStopped(found)));
    }

    /** The old form of the ARN has no cluster and means the default cluster. */
    private static String cluster(TaskArn task) {
        String[] segments = task.value().split("/", -1);
        return segments.length == 3 ? segments[1] : "default";
    }

    private static Map<String, String> tags(Task task) {
        return task.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    /**
     * The containers of a task definition whose log streams have known names. Empty if the caller may not ask or ECS does not answer
     * within 3 s: then links are missing, but not the answer.
     */
    public List<ContainerLog> logs(String taskDefinitionArn) {
        try {
            return ecs
                    .describeTaskDefinition(request -> request.taskDefinition(taskDefinitionArn)
                            .overrideConfiguration(configuration -> configuration.apiCallTimeout(PATIENCE)))
                    .taskDefinition()
                    .containerDefinitions()
                    .stream()
                    .flatMap(EcsTasks::log)
                    .toList();
        } catch (SdkException e) {
            return List.of();
        }
    }

    /** Without a prefix a stream is named after the container's id, which the table does not hold. */
    private static Stream<ContainerLog> log(ContainerDefinition container) {
        if (container.logConfiguration() == null || container.logConfiguration().logDriver() != LogDriver.AWSLOGS) {
            return Stream.empty();
        }
        Map<String, String> options = container.logConfiguration().options();
        @Nullable String group = options.get("awslogs-group");
        @Nullable String region = options.get("awslogs-region");
        @Nullable String prefix = options.get("awslogs-stream-prefix");
        return group == null || region == null || prefix == null
                ? Stream.empty()
                : Stream.of(new ContainerLog(container.name(), region, group, prefix));
    }

    @Override
    public void close() {
        ecs.close();
    }
}
