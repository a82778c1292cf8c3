package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.format.ContainerLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;

/** Task definitions by DescribeTaskDefinition, which knows a revision longer than ECS knows its tasks. */
public final class EcsTaskDefinitions implements AutoCloseable {

    private static final String GROUP = "awslogs-group";
    private static final String REGION = "awslogs-region";
    private static final String PREFIX = "awslogs-stream-prefix";

    /** As long as anybody waits for links; a network may let through DynamoDB and swallow everything else. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final EcsClient ecs;

    /** Connects. */
    public EcsTaskDefinitions(AwsConnection aws) {
        this.ecs = aws.client(
                EcsClient.builder().overrideConfiguration(configuration -> configuration.apiCallTimeout(PATIENCE)));
    }

    /**
     * The containers whose streams have names that can be told. None where there are none, nobody may know, or ECS does not
     * answer within 3 s: a link is missing then, and no answer.
     */
    public List<ContainerLog> logs(String taskDefinitionArn) {
        try {
            return ecs
                    .describeTaskDefinition(request -> request.taskDefinition(taskDefinitionArn))
                    .taskDefinition()
                    .containerDefinitions()
                    .stream()
                    .flatMap(EcsTaskDefinitions::log)
                    .toList();
        } catch (SdkException notTold) {
            return List.of();
        }
    }

    /** Without a prefix a stream is named after the container's id, which the table does not have. */
    private static Stream<ContainerLog> log(ContainerDefinition container) {
        if (container.logConfiguration() == null || container.logConfiguration().logDriver() != LogDriver.AWSLOGS) {
            return Stream.empty();
        }
        Map<String, String> options = container.logConfiguration().options();
        @Nullable String group = options.get(GROUP);
        @Nullable String region = options.get(REGION);
        @Nullable String prefix = options.get(PREFIX);
        return group == null || region == null || prefix == null
                ? Stream.empty()
                : Stream.of(new ContainerLog(container.name(), region, group, prefix));
    }

    @Override
    public void close() {
        ecs.close();
    }
}
