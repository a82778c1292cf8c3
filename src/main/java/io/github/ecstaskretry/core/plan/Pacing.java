package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.decide.JitterUnit;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.decide.Verdict.RunAgain;
import io.github.ecstaskretry.core.policy.Backoff;
import io.github.ecstaskretry.core.policy.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** When a retry starts if its policy's pace makes it wait for a slot. */
public final class Pacing {

    /** A retry that cannot wait for its slot starts within this share of the time before the deadline, so that RunTask has time left. */
    private static final double BEFORE_THE_DEADLINE = 0.9;

    private Pacing() {}

    /** The longest wait for a slot: until the job's deadline, or the longest wait of an execution. */
    public static Duration longest(Situation situation, RunAgain retry) {
        Instant due = due(situation, retry);
        Duration possible = Backoff.LONGEST.minus(Duration.between(situation.receivedAt(), due));
        Instant deadline = situation.deadline();
        return deadline == null ? possible : Collections.min(List.of(possible, Duration.between(due, deadline)));
    }

    /**
     * The launch after the wait for its slot, which begins when the backoff ends or the event comes, whichever is later.
     *
     * @param wait empty if the slot is further away than {@link #longest}; the retry then starts at some time before the deadline,
     *     because an extra launch does less harm than a lost job
     */
    public static Plan.Relaunch paced(Situation situation, Plan.Relaunch launch, Optional<Duration> wait) {
        RunAgain retry = launch.retry();
        Duration paced = wait.orElseGet(() -> spread(situation, retry));
        if (paced.isZero()) {
            return launch;
        }
        Instant start = due(situation, retry).plus(paced).truncatedTo(ChronoUnit.MILLIS);
        RunAgain later = retry.startingAt(start);
        Verdict verdict = launch.verdict();
        String why = verdict.ruling().why()
                + (paced.toSeconds() == 0 ? "" : " The pace adds " + DurationText.format(paced) + ".");
        return new Plan.Relaunch(
                new Verdict(verdict.cause(), verdict.ruling().because(why), verdict.rules(), later),
                later,
                launch.request(),
                launch.launchSource(),
                launch.changes());
    }

    private static Instant due(Situation situation, RunAgain retry) {
        return Collections.max(List.of(retry.notBefore(), situation.receivedAt()));
    }

    private static Duration spread(Situation situation, RunAgain retry) {
        double part = BEFORE_THE_DEADLINE * JitterUnit.of(situation.attempt());
        return Duration.ofMillis((long) (longest(situation, retry).toMillis() * part));
    }
}
