package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Verdict.EndJob;
import io.github.ecstaskretry.core.decide.Verdict.RunAgain;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.policy.Rule;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides what follows from an attempt's end. A pure function: no clock, no randomness, no I/O. It never throws.
 *
 * <p>A success ends the job. Otherwise the first matching rule decides; without one, the kind of the cause, or the policy's
 * {@code otherwise} if the cause is ambiguous. A retry must then be within the limit of tasks a job, the rule's attempts, the
 * policy's attempts and the deadline, checked in this order.
 */
public record Decider(Classifier classifier) {

    /** Judges one attempt. */
    public Verdict decide(Situation situation) {
        Policy policy = situation.policy();
        Cause cause = classifier.classify(situation.ended().stop(), policy.container());
        RecordedAttempt end = situation.history().end().orElse(null);
        if (end != null) {
            return stray(situation, cause, end);
        }
        if (cause.kind() == CauseKind.SUCCESS) {
            return success(situation, cause);
        }
        RuleMatch match = RuleMatch.of(situation, cause);
        return switch (match.action()) {
            case RETRY -> retry(situation, cause, match);
            case FAIL, SUCCEED -> end(situation, cause, match, match.outcome(), match.because());
        };
    }

    /** Whether the task succeeded, so that nothing needs to be gathered for it. */
    public boolean isSuccess(EndedAttempt task, Policy policy) {
        return classifier.isSuccess(task.stop(), policy.container());
    }

    /** A job ends once: a later attempt changes nothing and is not announced. */
    private static Verdict stray(Situation situation, Cause cause, RecordedAttempt end) {
        Outcome outcome = Outcome.ofRecorded(
                ((RecordedDecision.End) end.decision()).outcome().recorded(), situation.attempt());
        Policy policy = situation.policy();
        String why = cause.summary() + " The job had ended " + outcome + " with attempt "
                + end.id().number() + " before, so this attempt changes nothing.";
        return new Verdict(
                cause,
                new Ruling(cause.id(), cause.kind(), policy.name(), policy.mode(), Ruling.STRAY, false, why),
                RuleEvaluation.none(policy.rules(), Rule::name),
                new EndJob(outcome, false));
    }

    private static Verdict success(Situation situation, Cause cause) {
        Policy policy = situation.policy();
        Outcome outcome = Outcome.success(situation.attempt());
        String why = outcome == Outcome.SUCCEEDED
                ? "The first attempt did the work."
                : "Attempt " + situation.attempt().number() + " did the work.";
        return new Verdict(
                cause,
                new Ruling(cause.id(), cause.kind(), policy.name(), policy.mode(), Ruling.SUCCESS, true, why),
                RuleEvaluation.none(policy.rules(), Rule::name),
                endJob(situation, outcome, Ruling.SUCCESS));
    }

    private static Verdict retry(Situation situation, Cause cause, RuleMatch match) {
        if (situation.retired() != null) {
            return end(situation, cause, match, Outcome.FAILED, situation.retired());
        }
        RetryLimits limits = new RetryLimits(situation, match);
        Optional<String> spent = limits.spent();
        if (spent.isPresent()) {
            return end(situation, cause, match, Outcome.EXHAUSTED, spent.get());
        }
        Duration delay = limits.delay(JitterUnit.of(situation.attempt()));
        Instant notBefore = situation.ended().times().stoppedAt().plus(delay);
        Instant deadline = situation.deadline();
        if (deadline != null && notBefore.isAfter(deadline)) {
            return end(
                    situation,
                    cause,
                    match,
                    Outcome.EXPIRED,
                    "The next attempt would start after " + deadline(situation));
        }
        if (deadline != null && situation.receivedAt().isAfter(deadline)) {
            return end(situation, cause, match, Outcome.EXPIRED, "The event was received after " + deadline(situation));
        }
        int next = situation.attempt().number() + 1;
        return new Verdict(
                cause,
                ruling(
                        situation,
                        cause,
                        match,
                        match.because() + " Attempt " + next + " follows after " + DurationText.format(delay) + "."),
                match.rules(),
                new RunAgain(
                        situation.attempt().next(),
                        delay,
                        limits.delay(0),
                        limits.longestDelay(),
                        notBefore,
                        deadline));
    }

    private static String deadline(Situation situation) {
        return "the deadline of "
                + DurationText.format(Objects.requireNonNull(situation.policy().deadline())) + ".";
    }

    private static Verdict end(Situation situation, Cause cause, RuleMatch match, Outcome outcome, String why) {
        return new Verdict(
                cause, ruling(situation, cause, match, why), match.rules(), endJob(situation, outcome, match.name()));
    }

    private static Ruling ruling(Situation situation, Cause cause, RuleMatch match, String why) {
        Policy policy = situation.policy();
        return new Ruling(
                cause.id(),
                cause.kind(),
                policy.name(),
                policy.mode(),
                match.name(),
                match.counted(),
                why(cause, policy, why));
    }

    private static String why(Cause cause, Policy policy, String why) {
        return cause.summary() + " " + why
                + (policy.mode() == Mode.OBSERVE ? " The policy only observes: nothing is launched or announced." : "");
    }

    /** The verdict on a retry that cannot be launched. */
    public static Verdict unlaunchable(Situation situation, Verdict retry, String reason) {
        Policy policy = situation.policy();
        return new Verdict(
                retry.cause(),
                retry.ruling().because(why(retry.cause(), policy, reason)),
                retry.rules(),
                endJob(situation, Outcome.UNLAUNCHABLE, retry.ruling().rule()));
    }

    /** The verdict on a retry of a cancelled job. */
    public static Verdict cancelled(Situation situation, Verdict retry, String reason) {
        return new Verdict(
                retry.cause(),
                retry.ruling().because(why(retry.cause(), situation.policy(), reason)),
                retry.rules(),
                endJob(situation, Outcome.CANCELLED, retry.ruling().rule()));
    }

    /** Old ends are not announced, so that the replay of an archive or a first deployment does not send a thousand notices. */
    private static EndJob endJob(Situation situation, Outcome outcome, String rule) {
        return new EndJob(
                outcome, situation.stale() == null && situation.policy().announces(outcome, rule));
    }
}
