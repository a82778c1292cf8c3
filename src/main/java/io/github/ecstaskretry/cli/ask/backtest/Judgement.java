package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as far as a record has it, so that a recorded one and a replayed one can be compared.
 *
 * @param policy empty if no policy adopts the task
 * @param rule the rule's name, or one of the names in parentheses of {@link Ruling}
 * @param counted whether the attempt uses up the policy's {@code attempts}
 */
public record Judgement(String policy, String rule, String cause, Mode mode, boolean counted, Following next) {

    /** What follows from the attempt. */
    public sealed interface Following {}

    /**
     * Another attempt follows.
     *
     * @param delaySeconds of the backoff, without the pace
     * @param notAfter the job's deadline; null if it has none
     */
    public record Retried(long delaySeconds, @Nullable Instant notAfter) implements Following {}

    /** The job has ended. */
    public record Ended(Outcome outcome, boolean announce) implements Following {}

    /** No policy adopts the task, so that it is not recorded. */
    public record NotAdopted() implements Following {}

    /** Of a task that no policy adopts. */
    static Judgement ignored() {
        return new Judgement("", "", "", Mode.ACT, false, new NotAdopted());
    }

    public static Judgement recorded(RecordedAttempt attempt) {
        return of(
                attempt.ruling(),
                switch (attempt.decision()) {
                    case RecordedDecision.Retry retry -> new Retried(retry.delaySeconds(), retry.notAfter());
                    case RecordedDecision.End end -> new Ended(end.outcome(), end.announce());
                });
    }

    static Judgement of(Ruling ruling, Following next) {
        return new Judgement(ruling.policy(), ruling.rule(), ruling.cause(), ruling.mode(), ruling.counted(), next);
    }

    /** Whether another attempt is launched: the policy retries and does not only observe. */
    public boolean launches() {
        return next instanceof Retried && mode == Mode.ACT;
    }

    /** Whether the job ended well. */
    boolean succeeds() {
        return next instanceof Ended end && (end.outcome() == Outcome.SUCCEEDED || end.outcome() == Outcome.RECOVERED);
    }

    /** Such as {@code nightly/spot}; {@code no policy} if none adopts the task. */
    public String decidedBy() {
        return policy.isEmpty() ? "no policy" : policy + "/" + rule;
    }

    /** Such as {@code retry after 15s} or {@code FAILED}. */
    public String decision() {
        return switch (next) {
            case Retried retry ->
                "retry after " + DurationText.format(Duration.ofSeconds(retry.delaySeconds()))
                        + (mode == Mode.OBSERVE ? " (only observed)" : "");
            case Ended end -> end.outcome().name();
            case NotAdopted _ -> "not adopted";
        };
    }
}
