package io.github.ecstaskretry.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody names a job by.
 *
 * @param id a job's or a task's
 * @param certain whether it is a job's for sure
 */
public record JobReference(String id, boolean certain) {

    private static final Pattern TASK =
            Pattern.compile("arn:[^:]+:ecs:[^:]*:[^:]*:task/(?:[^/]+/)?(?<id>[A-Za-z0-9_-]{1,61})");
    private static final Pattern EXECUTION =
            Pattern.compile("arn:[^:]+:states:[^:]*:[^:]*:execution:[^:]+:(?<id>[A-Za-z0-9_-]{1,61})-[1-9][0-9]?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,61}");

    /**
     * Reads a job id, a task id, a task's ARN or an execution's.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    public static JobReference parse(String text) {
        Matcher execution = EXECUTION.matcher(text);
        if (execution.matches()) {
            return new JobReference(execution.group("id"), true);
        }
        Matcher task = TASK.matcher(text);
        if (task.matches()) {
            return new JobReference(task.group("id"), false);
        }
        if (ID.matcher(text).matches()) {
            return new JobReference(text, false);
        }
        throw new IllegalArgumentException(
                "expected a job id, a task id, a task ARN or the ARN of a wait-and-run execution, found '" + text
                        + "'");
    }
}
