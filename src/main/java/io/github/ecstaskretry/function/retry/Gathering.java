package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.decide.PolicySelector.PolicySelection;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import java.time.Instant;
import java.util.Optional;

/** Gathers the inputs of a decision. A success, and a task that no policy matches, cost no call. */
record Gathering(PolicySelector selector, Decider decider, Control control) {

    /**
     * Everything that a decision may depend on; empty if no policy matches.
     *
     * @param adopted the recorded attempts whose policy applies: those of the job, or of the job that it runs again
     */
    Optional<Situation> gather(
            EndedAttempt ended,
            AttemptId attempt,
            JobHistory history,
            JobHistory adopted,
            TaskTags tags,
            Instant receivedAt) {
        PolicySelection selected = selector.select(ended, adopted, tags);
        return Optional.ofNullable(selected.policy())
                .map(policy -> new Situation(
                        ended, attempt, policy, selected.retired(), history, selected.gathered(), receivedAt))
                .map(situation -> decider.isSuccess(ended, situation.policy())
                        ? situation
                        : withControl(situation, control.read()));
    }

    private static Situation withControl(Situation situation, Control.ControlItem control) {
        EndedAttempt ended = situation.ended();
        return situation.with(situation
                .gathered()
                .since(control.adoptSince())
                .pausedBy(control.pause(
                                situation.policy().name(), ended.cluster(), ended.family(), situation.receivedAt())
                        .orElse(null)));
    }
}
