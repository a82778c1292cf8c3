package io.github.ecstaskretry.format;

/** The place of a container's log in CloudWatch Logs, where a stream's name begins with a prefix before the container's name. */
public record ContainerLog(String container, String region, String group, String prefix) {

    /** The name of a task's stream (Amazon ECS developer guide, "Send Amazon ECS logs to CloudWatch": {@code awslogs-stream-prefix}). */
    public String stream(String taskId) {
        return prefix + "/" + container + "/" + taskId;
    }
}
