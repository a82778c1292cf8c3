package io.github.ecstaskretry.cli.ask.explain;

import io.github.ecstaskretry.core.decide.Decided;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Attempts that nobody recorded: those that are assumed to have been before, and those that are foreseen. */
final class Past {

    private Past() {}

    /**
     * The attempts before this one, as if each had failed the same way. Nothing tells when they were, so the deadline is
     * counted from the creation of the task at hand.
     */
    static JobHistory before(
            AttemptId attempt, StoppedTask task, Decider decider, Policy policy, Map<String, String> tags) {
        JobHistory history = JobHistory.NONE;
        for (int number = 1; number < attempt.number(); number++) {
            AttemptId earlier = new AttemptId(attempt.jobId(), number);
            history = with(history, task, earlier, decider.decide(task, earlier, policy, history, tags), tags);
        }
        return history;
    }

    /** The history with one attempt more, which was tried again. */
    static JobHistory with(
            JobHistory history, StoppedTask task, AttemptId attempt, Decided decided, Map<String, String> tags) {
        List<RecordedAttempt> attempts = new ArrayList<>(history.attempts());
        String startedBy = task.origin().startedBy();
        attempts.add(new RecordedAttempt(
                attempt,
                Subject.of(task, attempts.isEmpty() ? startedBy : history.originalStartedBy(), tags),
                task.times(),
                task.stop(),
                decided.ruling(),
                new RecordedDecision.Retry(0, task.times().stoppedAt(), "{}", false),
                task.event()));
        return new JobHistory(attempts);
    }
}
