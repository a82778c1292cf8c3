package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.task.AttemptId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a job: an id of the job or of one of its tasks, or an execution's name. It is {@code certain} if it must be the job's id. */
public record JobReference(String id, boolean certain) {

    private static final Pattern TASK =
            Pattern.compile("arn:[^:]+:ecs:[^:]*:[^:]*:task/(?:[^/]+/)?([A-Za-z0-9_-]{1,61})");
    private static final Pattern EXECUTION =
            Pattern.compile("arn:[^:]+:states:[^:]*:[^:]*:execution:[^:]+:([A-Za-z0-9_-]+)");

    /** The console's pages, with any tab and Region. */
    private static final Pattern TASK_PAGE =
            Pattern.compile("https://[^/]+/ecs/v2/clusters/[^/]+/tasks/([A-Za-z0-9_-]{1,61})(?:[/?#].*)?");

    private static final Pattern EXECUTION_PAGE =
            Pattern.compile("https://[^/]+/states/[^#]*#/v2/executions/details/([A-Za-z0-9:_-]+)(?:[/?].*)?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Reads a job id, a task id, the {@code startedBy} of a re-run, the name of an execution, the ARN of a task or execution, or the
     * console's address of either.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static JobReference parse(String text) {
        String name = text.strip();
        Optional<JobReference> certain = AttemptId.fromStartedBy(name)
                .or(() -> first(EXECUTION, first(EXECUTION_PAGE, name).orElse(name))
                        .flatMap(AttemptId::fromLaunchName))
                .map(attempt -> new JobReference(attempt.jobId(), true));
        return certain.or(() -> Optional.of(first(TASK, name)
                                .or(() -> first(TASK_PAGE, name))
                                .orElse(name))
                        .filter(id -> ID.matcher(id).matches())
                        .map(id -> new JobReference(id, false)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a job id, a task id, a task ARN, the ARN of a wait-and-run execution, the console's link to"
                                + " either, or ecs-retry/JOB/ATTEMPT, found '" + text + "'"));
    }

    /** The job whose execution has this name, if it can be the name of one. The id of a job may look the same. */
    public Optional<String> jobOfExecution() {
        return certain ? Optional.empty() : AttemptId.fromLaunchName(id).map(AttemptId::jobId);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
