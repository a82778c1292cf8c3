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

/** Reads task definitions with DescribeTaskDefinition, which knows a revision longer than ECS knows its tasks. */
public final class EcsTaskDefinitions implements AutoCloseable {

    private static final String GROUP = "awslogs-group";
    private static final String REGION = "awslogs-region";
    private static final String PREFIX = "awslogs-stream-prefix";

    /** Links are not worth a longer wait. A network may let DynamoDB through and drop everything else. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final EcsClient ecs;

    /** Connects. */
    public EcsTaskDefinitions(AwsConnection aws) {
        this.ecs = aws.client(
                EcsClient.builder().overrideConfiguration(configuration -> configuration.apiCallTimeout(PATIENCE)));
    }

    /**
     * The containers whose log streams have known names. Empty if the caller may not ask or ECS does not answer within 3 s: then links
     * are missing, but not the answer.
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
