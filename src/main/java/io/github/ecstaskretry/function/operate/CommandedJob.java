package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision.End;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.function.retry.Attempts;
import org.jspecify.annotations.Nullable;

/** The state of the job that a command names, according to the table. */
sealed interface CommandedJob {

    /** The table has no attempt of the job. */
    record NotRecorded(String jobId) implements CommandedJob {

        Answered answer() {
            return Answered.refused(
                            "No attempt of job " + jobId + " is on record.",
                            "List the jobs with 'ecs-retry jobs'. A job is on record as soon as an attempt of it has ended.")
                    .with("jobId", jobId);
        }
    }

    /** The job ended with this attempt. */
    record Over(JobHistory job, RecordedAttempt last, End end) implements CommandedJob {

        Answered answer() {
            return Answered.refused(
                            "Job " + last.id().jobId() + " has ended " + end.outcome() + " with attempt "
                                    + last.id().number() + ".",
                            "To run it again, use 'ecs-retry rerun " + last.id().jobId() + "'.")
                    .about(last.id());
        }
    }

    /** The job's policy only observes, so nobody has started the next attempt. */
    record Unacted(RecordedAttempt last) implements CommandedJob {

        Answered answer() {
            return Answered.refused(
                            "Policy '" + last.ruling().policy() + "' only observes, so job "
                                    + last.id().jobId() + " has no retry that waits.",
                            "Set mode: act in the policy to have its jobs retried.")
                    .about(last.id());
        }
    }

    /** The job's next attempt has not ended: it waits, is held, or runs. */
    record Unended(JobHistory job, RecordedAttempt last, Retry retry) implements CommandedJob {

        AttemptId next() {
            return last.id().next();
        }

        JobHistory before() {
            return job.before(last.id().number());
        }

        /**
         * ECS has made the next attempt's task.
         *
         * @param taskArn null if it is not known
         */
        Answered runs(@Nullable String taskArn) {
            String cluster = last.subject().cluster();
            Answered answer = Answered.refused(
                            "The task of attempt " + next().number()
                                    + " has been launched, and its end is not on record.",
                            "To stop it, use 'aws ecs stop-task --cluster " + cluster + " --task "
                                    + (taskArn == null ? "TASK" : new TaskArn(taskArn).taskId())
                                    + "'. A task that was stopped this way is not retried.")
                    .about(next())
                    .with("clusterArn", last.subject().clusterArn());
            return taskArn == null ? answer : answer.with("taskArn", taskArn);
        }

        /** Something else has changed the retry in the meantime. */
        Answered changed() {
            return Answered.refused(
                            "Job " + next().jobId() + " has just changed.",
                            "Look at it with 'ecs-retry show " + next().jobId()
                                    + "', and give the command again if it is still wanted.")
                    .about(next());
        }
    }

    static CommandedJob find(String jobId, Attempts attempts) {
        JobHistory job = attempts.history(jobId);
        if (job.attempts().isEmpty()) {
            return new NotRecorded(jobId);
        }
        RecordedAttempt last = job.end().orElseGet(() -> job.attempts().getLast());
        return switch (last.decision()) {
            case End end -> new Over(job, last, end);
            case Retry retry -> retry.pending() ? new Unended(job, last, retry) : new Unacted(last);
        };
    }
}
