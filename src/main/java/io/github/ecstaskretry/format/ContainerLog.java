package io.github.ecstaskretry.format;

/**
 * Where a container's log goes in CloudWatch Logs.
 *
 * @param prefix before the container's name in a stream's name
 */
public record ContainerLog(String container, String region, String group, String prefix) {

    /** The stream of a task (Amazon ECS developer guide, "Send Amazon ECS logs to CloudWatch": {@code awslogs-stream-prefix}). */
    public String stream(String taskId) {
        return prefix + "/" + container + "/" + taskId;
    }
}
