package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How often jobs recovered that were retried for a cause, by the record. */
public final class Recoveries {

    private final TreeMap<String, Rate> rates = new TreeMap<>();

    /** Of the jobs that were retried for a cause and have ended. */
    public record Rate(int recovered, int ended) {

        private Rate plus(Rate other) {
            return new Rate(recovered + other.recovered, ended + other.ended);
        }

        /** Such as {@code 12 of 40 jobs recovered (30 %)}. */
        @Override
        public String toString() {
            return recovered + " of " + ended + (ended == 1 ? " job" : " jobs") + " recovered ("
                    + Math.round(100.0 * recovered / ended) + " %)";
        }
    }

    void add(Recoveries others) {
        others.rates.forEach((cause, rate) -> rates.merge(cause, rate, Rate::plus));
    }

    void add(List<KeptAttempt> job) {
        if (job.size() < 2 || end(job).isEmpty()) {
            return;
        }
        Rate one = new Rate(recovered(job) ? 1 : 0, 1);
        job.stream()
                .map(KeptAttempt::recorded)
                .filter(attempt -> attempt.decision() instanceof RecordedDecision.Retry
                        && attempt.ruling().mode() == Mode.ACT)
                .map(attempt -> attempt.ruling().cause())
                .distinct()
                .forEach(cause -> rates.merge(cause, one, Rate::plus));
    }

    /** Empty if no job that was retried for that cause has ended. */
    public Optional<Rate> of(String cause) {
        return Optional.ofNullable(rates.get(cause));
    }

    Map<String, Rate> all() {
        return Collections.unmodifiableMap(rates);
    }

    static boolean recovered(List<KeptAttempt> job) {
        return end(job).filter(outcome -> outcome == Outcome.RECOVERED).isPresent();
    }

    private static Optional<Outcome> end(List<KeptAttempt> job) {
        return job.stream()
                .map(KeptAttempt::recorded)
                .filter(attempt -> !attempt.ruling().rule().equals(Ruling.STRAY))
                .reduce((one, later) -> later)
                .map(RecordedAttempt::decision)
                .flatMap(decision ->
                        decision instanceof RecordedDecision.End end ? Optional.of(end.outcome()) : Optional.empty());
    }
}
