package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.task.AttemptId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody names a job by.
 *
 * @param id a job's or a task's, or an execution's name
 * @param certain whether it is a job's for sure
 */
public record JobReference(String id, boolean certain) {

    private static final Pattern TASK =
            Pattern.compile("arn:[^:]+:ecs:[^:]*:[^:]*:task/(?:[^/]+/)?(?<id>[A-Za-z0-9_-]{1,61})");
    private static final Pattern EXECUTION =
            Pattern.compile("arn:[^:]+:states:[^:]*:[^:]*:execution:[^:]+:(?<name>[A-Za-z0-9_-]+)");

    /** As the console has them, whatever tab and Region follow. */
    private static final Pattern TASK_PAGE =
            Pattern.compile("https://[^/]+/ecs/v2/clusters/[^/]+/tasks/(?<id>[A-Za-z0-9_-]{1,61})(?:[/?#].*)?");

    private static final Pattern EXECUTION_PAGE =
            Pattern.compile("https://[^/]+/states/[^#]*#/v2/executions/details/(?<arn>[A-Za-z0-9:_-]+)(?:[/?].*)?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Reads a job id, a task id, a re-run's {@code startedBy}, the name of an execution, a task's ARN or an execution's, or the console's
     * page of either.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    public static JobReference parse(String text) {
        String told = text.strip();
        return AttemptId.fromStartedBy(told)
                .or(() -> execution(told))
                .map(attempt -> new JobReference(attempt.jobId(), true))
                .or(() -> Optional.of(group(TASK, told, "id")
                                .or(() -> group(TASK_PAGE, told, "id"))
                                .orElse(told))
                        .filter(id -> ID.matcher(id).matches())
                        .map(id -> new JobReference(id, false)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a job id, a task id, a task ARN, the ARN of a wait-and-run execution, the console's link to"
                                + " either, or ecs-retry/JOB/ATTEMPT, found '" + text + "'"));
    }

    /** The job whose execution is called that, where an execution can be; a job's own id may look like that too. */
    public Optional<String> jobOfExecution() {
        return certain ? Optional.empty() : AttemptId.fromLaunchName(id).map(AttemptId::jobId);
    }

    private static Optional<AttemptId> execution(String text) {
        String arn = group(EXECUTION_PAGE, text, "arn").orElse(text);
        return group(EXECUTION, arn, "name").flatMap(AttemptId::fromLaunchName);
    }

    private static Optional<String> group(Pattern pattern, String text, String group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(group)) : Optional.empty();
    }
}
