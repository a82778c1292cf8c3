package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.EndedAttempt;

/** Makes the record of an attempt. */
final class Recording {

    private Recording() {}

    static RecordedAttempt of(Situation situation, Plan plan) {
        EndedAttempt ended = situation.ended();
        String originalStartedBy = situation.attempt().isFirst()
                ? ended.origin().startedBy()
                : situation.history().originalStartedBy();
        return new RecordedAttempt(
                situation.attempt(),
                Subject.of(ended, originalStartedBy, situation.tags()),
                ended.times(),
                ended.stop(),
                plan.verdict().ruling(),
                decision(plan, situation.policy().mode() == Mode.ACT),
                ended.event());
    }

    /** An observed decision leaves nothing to carry out, so that no repeated event carries it out later. */
    private static RecordedDecision decision(Plan plan, boolean act) {
        return switch (plan) {
            case Plan.Launch launch ->
                new RecordedDecision.Retry(
                        launch.retry().delay().toSeconds(), launch.retry().notBefore(), launch.request(), act);
            case Plan.NoLaunch noLaunch ->
                new RecordedDecision.End(
                        noLaunch.end().outcome(), act && noLaunch.end().announce(), null);
        };
    }
}
