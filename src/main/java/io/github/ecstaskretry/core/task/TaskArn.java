package io.github.ecstaskretry.core.task;

import java.util.regex.Pattern;

/**
 * The ARN of one ECS task: {@code arn:<partition>:ecs:<region>:<account>:task/<cluster>/<id>}, or the older form without
 * the cluster (Amazon ECS developer guide, "Amazon Resource Names (ARNs) and IDs").
 */
public record TaskArn(String value) {

    private static final Pattern TASK = Pattern.compile("task/(?:[^/]+/)?[A-Za-z0-9_-]{1,61}");

    /** Throws an {@link IllegalArgumentException} if the text is not a task's ARN. */
    public TaskArn {
        if (Arn.parse(value)
                .filter(arn -> arn.service().equals("ecs")
                        && TASK.matcher(arn.resource()).matches())
                .isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a task ARN such as arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef, found '"
                            + value + "'");
        }
    }

    public String taskId() {
        return arn().name();
    }

    /** The Region's code such as {@code eu-west-1}. */
    public String region() {
        return arn().region();
    }

    public Arn arn() {
        return Arn.of(value);
    }
}
