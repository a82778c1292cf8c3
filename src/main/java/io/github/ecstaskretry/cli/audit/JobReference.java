package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskArn;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name for a job: its id or the id of one of its tasks, the beginning of such an id, or an execution's name. It is {@code certain} if
 * it can only be the job's id.
 */
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

    /** The beginning of an id, which has 32 hexadecimal digits; a rerun's suffix may follow, such as {@code -r1}. */
    private static final Pattern BEGINNING = Pattern.compile("([0-9a-f]{4,31})((?:-r[0-9]+)*)");

    /** No id looks like this, so it is probably a family's name. */
    private static final Pattern FAMILY = Pattern.compile("(?![0-9a-f]{32})(?=.*[g-z]).*");

    private static final int MOST_CANDIDATES = 10;

    /**
     * Reads a job id, a task id, the beginning of either, the {@code startedBy} of a re-run, the name of an execution, the ARN of a task or execution, or the
     * console's address of either.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static JobReference parse(String text) {
        String name = text.strip();
        String execution = first(EXECUTION_PAGE, name).orElse(name);
        Optional<JobReference> certain = AttemptId.fromStartedBy(name)
                .or(() -> first(EXECUTION, execution)
                        .map(launch -> AttemptId.fromLaunchName(launch).orElseGet(() -> AttemptId.ofRunJob(execution))))
                .map(attempt -> new JobReference(attempt.jobId(), true));
        return certain.or(() -> Optional.of(first(TASK, name)
                                .or(() -> first(TASK_PAGE, name))
                                .orElse(name))
                        .filter(id -> ID.matcher(id).matches())
                        .map(id -> new JobReference(id, false)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a job id, a task id, the beginning of either, a task ARN, the ARN of a wait-and-run execution, the console's link to"
                                + " either, or ecs-retry/JOB/ATTEMPT, found '" + text + "'"));
    }

    /** The job whose execution has this name, if it can be the name of one. The id of a job may look the same. */
    public Optional<String> jobOfExecution() {
        return certain ? Optional.empty() : AttemptId.fromLaunchName(id).map(AttemptId::jobId);
    }

    /**
     * The job whose id, or whose newest task's id, begins so. A job that was run again comes before its reruns, whose ids begin the
     * same; {@code 0123-r1} names such a rerun.
     *
     * @param newest the newest attempts of the jobs among which to look
     * @throws IllegalArgumentException if it is the beginning of several; the message lists them
     */
    public Optional<String> jobWithBeginning(Iterator<ListedAttempt> newest) {
        Set<String> jobs = new LinkedHashSet<>();
        newest.forEachRemaining(attempt -> {
            if (begins(attempt)) {
                jobs.add(attempt.id().jobId());
            }
        });
        if (jobs.size() > 1) {
            throw new IllegalArgumentException("'" + id + "' is the beginning of " + jobs.size()
                    + " jobs; give more of the id: "
                    + jobs.stream().limit(MOST_CANDIDATES).collect(Collectors.joining(", "))
                    + (jobs.size() > MOST_CANDIDATES ? ", …" : ""));
        }
        return jobs.stream().findFirst();
    }

    /** Why the table may have no such job, and what to do. */
    public String unknown() {
        return "the table has no job '" + id
                + "': no policy adopted it, it has expired, or this is the table of another"
                + " deployment. A task that has not stopped is not in the table, but the startedBy of a re-run names its job:"
                + " ecs-retry/JOB/ATTEMPT."
                + (mayBeBeginning()
                        ? " The beginning of an id finds only jobs that 'ecs-retry jobs' lists; name others by the whole id."
                        : id.matches("[0-9a-f]{1,3}")
                                ? " The beginning of an id needs at least 4 characters."
                                : FAMILY.matcher(id).matches()
                                        ? " If it is a task definition family, 'ecs-retry show --last " + id
                                                + "' shows its newest job."
                                        : "");
    }

    /** Whether the name may be the beginning of an id. */
    public boolean mayBeBeginning() {
        return !certain && BEGINNING.matcher(id).matches();
    }

    private boolean begins(ListedAttempt attempt) {
        Matcher parts = BEGINNING.matcher(id);
        if (!parts.matches()) {
            return false;
        }
        Pattern whole = Pattern.compile(parts.group(1) + "[0-9a-f]*" + parts.group(2));
        return Stream.concat(
                        Stream.of(attempt.id().jobId()),
                        Stream.ofNullable(attempt.task()).map(TaskArn::taskId))
                .anyMatch(candidate -> whole.matcher(candidate).matches());
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
