package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision.End;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.notice.NoticeJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers the run-job execution that waits for a job: with the job if the job succeeded, otherwise with the job's outcome as the error.
 */
record Answers(RunJobs runJobs) {

    /** Step Functions API reference, {@code SendTaskFailure}: a cause has at most 32,768 characters. */
    private static final int LONGEST_CAUSE = 32_768;

    /** Whether nothing more happens to the job: the attempt ended it, or its policy only observes the retry. */
    static boolean isLast(RecordedAttempt attempt) {
        return attempt.decision() instanceof End || attempt.ruling().mode() == Mode.OBSERVE;
    }

    /** Nothing more is launched for a job whose caller has aborted the execution that waits for it. */
    Verdict unlessAborted(Situation situation, Verdict verdict) {
        return verdict.next() instanceof Verdict.RunAgain
                        && isAborted(situation.attempt().jobId(), situation.originalStartedBy())
                ? Decider.cancelled(
                        situation,
                        verdict,
                        "Nothing more is launched, because somebody aborted the job's run-job execution.")
                : verdict;
    }

    /** Whether the caller has aborted since the retry was decided. An abort's handler that read no record has stopped nothing. */
    boolean abortedSince(RecordedAttempt retry) {
        return isAborted(retry.id().jobId(), retry.subject().originalStartedBy());
    }

    private boolean isAborted(String jobId, @Nullable String originalStartedBy) {
        return AttemptId.launchedFirst(originalStartedBy)
                && runJobs.abortedAt(jobId).isPresent();
    }

    /**
     * Answers whoever waits for the job that ended with this attempt. Idempotent: a second answer finds nobody waiting.
     *
     * @param before the recorded attempts before it
     * @return whether somebody waited
     */
    boolean send(RecordedAttempt last, JobHistory before) {
        if (!AttemptId.launchedFirst(last.subject().originalStartedBy())) {
            return false;
        }
        Optional<RunJobs.Caller> waiting = runJobs.waiting(last.id().jobId());
        waiting.ifPresent(caller -> {
            answer(caller, last, before);
            runJobs.close(caller);
        });
        return waiting.isPresent();
    }

    private void answer(RunJobs.Caller caller, RecordedAttempt last, JobHistory before) {
        if (last.decision() instanceof End end) {
            if (end.outcome() == Outcome.SUCCEEDED || end.outcome() == Outcome.RECOVERED) {
                runJobs.succeed(caller, NoticeJson.body(last, end, before));
            } else {
                fail(caller, end.outcome(), NoticeJson.summary(last, end, before));
            }
        } else {
            fail(caller, Outcome.FAILED, last.ruling().why());
        }
    }

    private void fail(RunJobs.Caller caller, Outcome outcome, String why) {
        String cause = "Job " + caller.jobId() + ": " + why;
        runJobs.fail(caller, outcome.recorded(), cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE)));
    }
}
