package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decision on an attempt's end, and how it came about. It needs no launch request, so another policy can judge a recorded attempt
 * again.
 *
 * @param cause the cause that the catalogue recognised
 * @param ruling which policy and rule decided, and why
 * @param rules the policy's rules in order: the one that matched, and the conditions that the earlier ones missed
 * @param next whether the job goes on
 */
public record Verdict(Cause cause, Ruling ruling, List<RuleEvaluation> rules, Next next) {

    public Verdict {
        rules = List.copyOf(rules);
    }

    /** Whether the job goes on. */
    public sealed interface Next {}

    /**
     * Another attempt follows.
     *
     * @param attempt the one to launch
     * @param delay of the backoff, counted from the stop, in whole seconds
     * @param shortest the delay that the least jitter gives
     * @param longest the delay that the most jitter gives
     * @param notBefore when it may start: after the backoff and the wait for its slot
     * @param notAfter the job's deadline, after which it may not start; null if the policy has none
     */
    public record RunAgain(
            AttemptId attempt,
            Duration delay,
            Duration shortest,
            Duration longest,
            Instant notBefore,
            @Nullable Instant notAfter)
            implements Next {

        public RunAgain startingAt(Instant time) {
            return new RunAgain(attempt, delay, shortest, longest, time, notAfter);
        }
    }

    /** The job has ended, and the policy asks for a notice or does not. */
    public record EndJob(Outcome outcome, boolean announce) implements Next {}
}
