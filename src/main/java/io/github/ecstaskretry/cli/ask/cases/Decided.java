package io.github.ecstaskretry.cli.ask.cases;

import io.github.ecstaskretry.cli.ask.backtest.Judgement;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a case asks about a decision. A value is empty if the decision has none.
 *
 * @param shortest the delay with the least jitter; null unless the attempt is retried
 * @param longest the delay with the most jitter
 */
record Decided(
        String cause,
        String policy,
        String rule,
        Decision decision,
        String outcome,
        @Nullable Duration shortest,
        @Nullable Duration longest) {

    /** What follows from a stop. */
    enum Decision {
        RETRY,
        END,
        IGNORE
    }

    /** Of the verdict; empty: no policy adopts the task. */
    static Decided of(Optional<Verdict> verdict) {
        return verdict.map(found -> switch (found.next()) {
                    case Verdict.RunAgain retry -> of(found, Decision.RETRY, "", retry.shortest(), retry.longest());
                    case Verdict.EndJob end ->
                        of(found, Decision.END, end.outcome().name(), null, null);
                })
                .orElseGet(() -> new Decided("", "", "", Decision.IGNORE, "", null, null));
    }

    private static Decided of(
            Verdict verdict,
            Decision decision,
            String outcome,
            @Nullable Duration shortest,
            @Nullable Duration longest) {
        return new Decided(
                verdict.cause().id(),
                verdict.ruling().policy(),
                verdict.ruling().rule(),
                decision,
                outcome,
                shortest,
                longest);
    }

    /** As recorded; a recorded delay has its jitter. */
    static Decided of(Judgement judgement) {
        return switch (judgement.next()) {
            case Judgement.Retried retry -> {
                Duration delay = Duration.ofSeconds(retry.delaySeconds());
                yield of(judgement, Decision.RETRY, "", delay);
            }
            case Judgement.Ended end ->
                of(judgement, Decision.END, end.outcome().name(), null);
            case Judgement.NotAdopted _ -> of(judgement, Decision.IGNORE, "", null);
        };
    }

    private static Decided of(Judgement judgement, Decision decision, String outcome, @Nullable Duration delay) {
        return new Decided(judgement.cause(), judgement.policy(), judgement.rule(), decision, outcome, delay, delay);
    }

    /** Such as {@code 0s to 15s}; empty unless the attempt is retried. */
    String delay() {
        return shortest == null || longest == null ? "" : DurationText.format(shortest, longest);
    }
}
