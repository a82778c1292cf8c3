package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.decide.Decided;
import io.github.ecstaskretry.core.decide.Decision;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.policy.Mode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import java.util.Map;

/** Puts together what is recorded of an attempt. */
final class Recording {

    private Recording() {}

    static RecordedAttempt of(
            EndedAttempt task, AttemptId attempt, Decided decided, JobHistory history, Map<String, String> tags) {
        String originalStartedBy = attempt.isFirst() ? task.origin().startedBy() : history.originalStartedBy();
        return new RecordedAttempt(
                attempt,
                Subject.of(task, originalStartedBy, tags),
                task.times(),
                task.stop(),
                decided.ruling(),
                recorded(decided.decision(), decided.ruling().mode() == Mode.ACT),
                task.event());
    }

    /** What is only observed leaves nothing to carry out, so that no repeated event carries it out later either. */
    private static RecordedDecision recorded(Decision decision, boolean act) {
        return switch (decision) {
            case Decision.Retry retry ->
                new RecordedDecision.Retry(
                        retry.delaySeconds(), retry.notBefore(), LaunchRequestJson.redacted(retry.request()), act);
            case Decision.End terminal ->
                new RecordedDecision.End(terminal.outcome(), act && terminal.announce(), null);
        };
    }
}
