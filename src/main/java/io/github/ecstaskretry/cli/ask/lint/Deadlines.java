package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deadlines that come before the attempts, even when the tasks themselves take no time. */
final class Deadlines {

    /** The jitter's middle: what the delays come to more often than not. */
    private static final double TYPICAL = 0.5;

    private Deadlines() {}

    static List<PolicyWarning> warnings(Place place) {
        Duration deadline = place.policy().deadline();
        if (deadline == null) {
            return List.of();
        }
        List<PolicyWarning> warnings = new ArrayList<>();
        cutOff(place.policy().backoff(), place.policy().attempts(), deadline)
                .ifPresent(attempt -> warnings.add(place.warning(
                        place.path() + ".deadline",
                        cutOff("the policy", attempt, place.policy().attempts(), deadline),
                        "Lengthen the deadline, shorten the backoff, or lower attempts.")));
        for (Place.OwnRule own : place.ownRules()) {
            Rule rule = own.rule();
            @Nullable Integer attempts = rule.attempts();
            Backoff backoff = rule.backoff() == null ? place.policy().backoff() : rule.backoff();
            boolean apart = rule.backoff() != null || !rule.counted();
            if (attempts == null || !apart) {
                continue;
            }
            cutOff(backoff, attempts, deadline)
                    .ifPresent(attempt -> warnings.add(place.warning(
                            own.path() + ".attempts",
                            cutOff("rule '" + rule.name() + "'", attempt, attempts, deadline),
                            "Lengthen the policy's deadline, shorten the rule's backoff, or lower its attempts.")));
        }
        return warnings;
    }

    private static String cutOff(String whose, int attempt, int attempts, Duration deadline) {
        return "The deadline of " + DurationText.format(deadline) + " cuts off attempts of " + whose
                + ": with delays of the usual length attempt " + attempt + " of " + attempts + " would start after it.";
    }

    /** The first attempt that would start after the deadline. */
    private static Optional<Integer> cutOff(Backoff backoff, int attempts, Duration deadline) {
        Duration waited = Duration.ZERO;
        for (int retry = 1; retry < attempts; retry++) {
            waited = waited.plus(backoff.delay(retry, TYPICAL));
            if (waited.compareTo(deadline) > 0) {
                return Optional.of(retry + 1);
            }
        }
        return Optional.empty();
    }
}
