package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.history.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reasons why retries wait longer than their backoff: the pauses in force, the earliest first, and the paces that are behind. */
public record Slowdowns(List<Pause> pauses, List<PaceBehind> paces) {

    /** A shorter delay is a pace's normal work. */
    private static final Duration WORTH_A_LINE = Duration.ofMinutes(1);

    /**
     * A pace whose slots are taken for some time.
     *
     * @param policy whose pace it is; null for the pace that all other policies share
     * @param takenUntil a retry that is recorded now starts about then
     */
    public record PaceBehind(@Nullable String policy, Instant takenUntil) {

        /** Whose pace, for people. */
        public String name() {
            return policy == null ? "the shared pace" : "the pace of policy " + policy;
        }
    }

    public static Slowdowns of(List<Pause> pauses, List<PaceBehind> paces, Instant now) {
        return new Slowdowns(
                pauses.stream().filter(pause -> pause.inForce(now)).toList(),
                paces.stream()
                        .filter(pace -> pace.takenUntil().isAfter(now.plus(WORTH_A_LINE)))
                        .toList());
    }
}
