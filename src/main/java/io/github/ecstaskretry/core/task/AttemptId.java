package io.github.ecstaskretry.core.task;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one job, and the three names under which AWS knows it.
 *
 * @param jobId the task id of the job's first task: 1 to 61 of {@code A-Za-z0-9_-}
 * @param number counted from 1, at most {@value #MAX_NUMBER}
 */
public record AttemptId(String jobId, int number) {

    /** A job never has more tasks than this. */
    public static final int MAX_NUMBER = 50;

    /** RunTask's clientToken takes 64 characters; {@code -50} is the longest suffix. */
    public static final int LONGEST_JOB_ID = 61;

    private static final Pattern RERUN = Pattern.compile("(.+)-r[1-9][0-9]*");
    private static final Pattern STARTED_BY = Pattern.compile("ecs-retry/([A-Za-z0-9_-]{1,61})/([1-9][0-9]?)");
    private static final Pattern LAUNCH_NAME = Pattern.compile("([A-Za-z0-9_-]{1,61})-([1-9][0-9]?)");

    /** Throws an {@link IllegalArgumentException} if the job id has other characters or the number is out of range. */
    public AttemptId {
        if (!isJobId(jobId)) {
            throw new IllegalArgumentException("jobId must be 1 to 61 of A-Za-z0-9_-, found '" + jobId + "'");
        }
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("attempt must be 1 to " + MAX_NUMBER + ", found " + number);
        }
    }

    private static boolean isJobId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean allowed = (letter >= 'a' && letter <= 'z')
                    || (letter >= '0' && letter <= '9')
                    || (letter >= 'A' && letter <= 'Z')
                    || letter == '-'
                    || letter == '_';
            if (!allowed) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_JOB_ID;
    }

    /** Attempt 1 of the job that begins with the given task. */
    public static AttemptId first(TaskArn task) {
        return new AttemptId(task.taskId(), 1);
    }

    /** The attempt that a task belongs to: the one that its {@code startedBy} names, otherwise attempt 1 of a new job. */
    public static AttemptId of(TaskArn task, @Nullable String startedBy) {
        return fromStartedBy(startedBy).orElseGet(() -> first(task));
    }

    /**
     * Attempt 1 of a run-job execution's job. The job's id is the beginning of the SHA-256 of the execution's ARN. {@code
     * sam/run-job.asl.json} computes the same.
     */
    public static AttemptId ofRunJob(String executionArn) {
        return new AttemptId(HexFormat.of().formatHex(Sha256.of(executionArn), 0, 16), 1);
    }

    /** Reads a task's {@code startedBy}; empty if the task was not started by us. */
    public static Optional<AttemptId> fromStartedBy(@Nullable String startedBy) {
        return read(STARTED_BY, startedBy);
    }

    /**
     * Whether this product launched a job's first task, so that somebody may wait for its end: run-job does. Any other first task was
     * started by somebody else.
     *
     * @param startedBy of the first task; null if it is not known
     */
    public static boolean launchedFirst(@Nullable String startedBy) {
        return fromStartedBy(startedBy).filter(AttemptId::isFirst).isPresent();
    }

    /** Reads the name of an execution; empty if it is unknown, or not one that we would give. */
    public static Optional<AttemptId> fromLaunchName(@Nullable String name) {
        return read(LAUNCH_NAME, name);
    }

    private static Optional<AttemptId> read(Pattern form, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = form.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(2));
        return number > MAX_NUMBER ? Optional.empty() : Optional.of(new AttemptId(matcher.group(1), number));
    }

    /** The id of a job that runs an ended one again, counted from 1, such as {@code 0123-r1}. */
    public static String rerun(String jobId, int number) {
        return jobId + "-r" + number;
    }

    /** The job that this job runs again; empty if this is no rerun. A task's id has no {@code r}. */
    public Optional<String> rerunOf() {
        Matcher matcher = RERUN.matcher(jobId);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The next attempt. The caller has checked that the limit allows one. */
    public AttemptId next() {
        return new AttemptId(jobId, number + 1);
    }

    /** Whether it is the job's first task, which somebody else started. */
    public boolean isFirst() {
        return number == 1;
    }

    /** RunTask's {@code startedBy}: ECS allows 128 of {@code A-Za-z0-9-/_}. */
    public String startedBy() {
        return "ecs-retry/" + jobId + "/" + number;
    }

    /** The name of the wait-and-run execution that launches this attempt, and RunTask's {@code clientToken}. */
    public String launchName() {
        return jobId + "-" + number;
    }
}
