package io.github.ecstaskretry.core.task;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of one ECS task: {@code arn:<partition>:ecs:<region>:<account>:task/<cluster>/<id>}, or the older form without
 * the cluster (Amazon ECS developer guide, "Amazon Resource Names (ARNs) and IDs").
 *
 * @param value the whole ARN
 */
public record TaskArn(String value) {

    private static final Pattern FORM =
            Pattern.compile("arn:([^:]+):ecs:([^:]*):([^:]*):task/(?:[^/]+/)?([A-Za-z0-9_-]{1,61})");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when the text is no task ARN
     */
    public TaskArn {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "expected a task ARN such as arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef, found '"
                            + value + "'");
        }
    }

    /** The last segment, which is the task id. */
    public String taskId() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** The Region's code such as {@code eu-west-1}. */
    public String region() {
        Matcher matcher = FORM.matcher(value);
        return matcher.matches() ? matcher.group(2) : "";
    }
}
