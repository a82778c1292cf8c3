package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.TaskOverrides;

/** Carries out recorded decisions: starts the execution of a retry, sends the notice of an end. */
record Actions(Attempts attempts, Executions executions, Notices notices, Answers answers) {

    /**
     * Does the rest of a recorded decision. Idempotent.
     *
     * @param overrides of the attempt, for the values of its environment
     * @param before the recorded attempts before it
     * @param ours whether this invocation wrote the record; any other invocation must take the notice first
     */
    void carryOut(RecordedAttempt recorded, TaskOverrides overrides, JobHistory before, boolean ours) {
        switch (recorded.decision()) {
            case RecordedDecision.Retry retry -> {
                if (retry.startable()) {
                    start(recorded, retry, overrides);
                } else if (retry.pending() && retry.held() != null) {
                    keepValues(retry.launch(), overrides, retry.held());
                }
                if (Answers.isLast(recorded)) {
                    answers.send(recorded, before);
                }
            }
            case RecordedDecision.End terminal -> {
                if (terminal.noticeDue() && (ours || attempts.takeNotice(recorded.id()))) {
                    announce(recorded, before);
                }
                answers.send(recorded, before);
            }
        }
    }

    /** Sets a retry aside if its execution cannot be started, because it may be due only after ECS has forgotten its values. */
    private void start(RecordedAttempt recorded, RecordedDecision.Retry retry, TaskOverrides overrides) {
        RunTaskRequest request = retry.launch().withValues(overrides);
        try {
            start(recorded, retry, request);
        } catch (RuntimeException notStarted) {
            throw after(notStarted, () -> attempts.setAside(recorded.id()));
        }
    }

    /**
     * A hurried launch replaces the planned one, unless the planned one has launched its task. Both have the values, so that either
     * still has them if this invocation dies in between. A launch that nobody waits for any more is stopped instead; the end of its
     * execution then ends the job.
     */
    private void start(RecordedAttempt recorded, RecordedDecision.Retry retry, RunTaskRequest request) {
        LaunchName launch = retry.orders().launch();
        if (launch == LaunchName.NOW
                && executions.stop(request, LaunchName.PLANNED, retry.notBefore(), "started at once instead")
                        instanceof Execution.Launched) {
            return;
        }
        if (answers.abortedSince(recorded)) {
            executions.stop(request, launch, retry.notBefore(), "the run-job execution was aborted");
        } else {
            executions.start(request, launch, retry.notBefore(), retry.notAfter());
        }
    }

    /** A hold may last longer than ECS remembers the task, and the table must not have the values. */
    private void keepValues(RunTaskRequest request, TaskOverrides overrides, Held held) {
        if (!request.missingValues(TaskOverrides.NONE).isEmpty()
                && request.missingValues(overrides).isEmpty()) {
            executions.stop(
                    request.withValues(overrides),
                    LaunchName.KEPT,
                    held.since(),
                    "keeps the environment of a held retry");
        }
    }

    /** Marks a notice as sent. Gives back a notice that could not be sent, so that the next delivery need not wait for it. */
    private void announce(RecordedAttempt recorded, JobHistory before) {
        boolean sent;
        try {
            sent = notices.announce(recorded, before);
        } catch (RuntimeException notSent) {
            throw after(notSent, () -> attempts.giveBackNotice(recorded.id()));
        }
        if (sent) {
            attempts.markAnnounced(recorded.id());
        }
    }

    /** The failure, after a step that may also fail. */
    static RuntimeException after(RuntimeException failure, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
        return failure;
    }
}
