package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.plan.Holding;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.EndedAttempt;
import org.jspecify.annotations.Nullable;

/** Makes the record of an attempt: the stop, and the plan as the decision to carry out. */
final class NewRecord {

    private NewRecord() {}

    static RecordedAttempt of(Situation situation, Plan plan, @Nullable Held held) {
        EndedAttempt ended = situation.ended();
        return new RecordedAttempt(
                situation.attempt(),
                Subject.of(
                        ended,
                        situation.originalStartedBy(),
                        situation.tags(),
                        situation.gathered().tagsUnknown()),
                ended.times(),
                ended.stop(),
                Holding.ruling(situation, plan),
                decision(plan, situation, held),
                ended.event(),
                situation.receivedAt());
    }

    /** An observed decision has nothing to carry out, so that no repeated event carries it out later. */
    private static RecordedDecision decision(Plan plan, Situation situation, @Nullable Held held) {
        JobHistory history = situation.history();
        boolean act = situation.policy().mode() == Mode.ACT;
        boolean corrects = history.announcedTooEarly() && history.end().isEmpty();
        return switch (plan) {
            case Plan.Relaunch launch ->
                new RecordedDecision.Retry(
                        launch.retry().delay().toSeconds(),
                        launch.retry().notBefore(),
                        launch.retry().notAfter(),
                        launch.request(),
                        launch.launchSource(),
                        act,
                        act ? held : null,
                        launch.changes());
            case Plan.NoLaunch noLaunch ->
                new RecordedDecision.End(
                        noLaunch.end().outcome(),
                        act && (corrects || noLaunch.end().announce()),
                        null,
                        null,
                        noLaunch.request(),
                        Reruns.NONE);
        };
    }
}
