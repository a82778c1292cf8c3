package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.decide.JitterUnit;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a launch may not start yet, and when it starts after a pause. */
public final class Holding {

    /** After a pause, the retries that it held are spread over this time. */
    private static final Duration SPREAD = Duration.ofMinutes(1);

    private Holding() {}

    /** Why a planned launch is held; null if it is not. */
    public static @Nullable Held of(Situation situation, Plan plan, Learned learned) {
        if (learned instanceof Learned.Later) {
            return new Held(Held.Reason.LAUNCH_UNKNOWN, situation.receivedAt());
        }
        return pause(situation, plan) == null ? null : new Held(Held.Reason.PAUSED, situation.receivedAt());
    }

    /** The pause that holds a planned launch; null if none does. */
    public static @Nullable Pause pause(Situation situation, Plan plan) {
        return plan instanceof Plan.Relaunch && situation.policy().mode() == Mode.ACT
                ? situation.gathered().pause()
                : null;
    }

    /** The plan's ruling; it mentions the pause if there is one. */
    public static Ruling ruling(Situation situation, Plan plan) {
        Ruling ruling = plan.verdict().ruling();
        Pause pause = pause(situation, plan);
        return pause == null ? ruling : ruling.because(ruling.why() + " " + pause.sentence());
    }

    /** When a retry starts after its pause: spread over a minute, and not before its slot, which is this far away. */
    public static Instant resumption(RecordedAttempt recorded, Retry retry, Instant now, Duration slot) {
        Instant spread = now.plus(slot).plusMillis((long) (SPREAD.toMillis() * JitterUnit.of(recorded.id())));
        Instant start = retry.notAfter() == null ? spread : Collections.min(List.of(spread, retry.notAfter()));
        return Collections.max(List.of(retry.notBefore(), start)).truncatedTo(ChronoUnit.MILLIS);
    }
}
