package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.plan.Relaunch;
import io.github.ecstaskretry.core.plan.RelaunchPlanner;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.Mode;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what follows from a stop. A pure function of its arguments: no clock, no randomness, no I/O, and it never throws.
 *
 * <p>The order: the work was done; the first rule that takes the stop; the catalogue's kind, or the policy's
 * {@code otherwise} where the cause is ambiguous. A retry then has to pass, in this order, the limit of tasks a job, the
 * rule's attempts, the policy's attempts, the deadline, and whether the task can be re-run at all.
 */
public final class Decider {

    private static final String ONLY_OBSERVED = " The policy only observes: nothing is launched or announced.";

    private final Classifier classifier;

    public Decider(Classifier classifier) {
        this.classifier = classifier;
    }

    /**
     * The decision on one attempt.
     *
     * @param task the attempt that has ended
     * @param attempt which attempt it was
     * @param policy the policy that adopted the job
     * @param history the attempts before this one
     * @param tags the task's, empty when they were not read
     */
    public Decided decide(
            EndedAttempt task, AttemptId attempt, Policy policy, JobHistory history, Map<String, String> tags) {
        Cause cause = classifier.classify(task.stop(), policy.container());
        if (cause.kind() == CauseKind.SUCCESS) {
            return succeeded(attempt, policy, cause);
        }
        RuleMatch applied = RuleMatch.to(RuleInputs.of(task, attempt, history, tags, cause), policy);
        Case found = new Case(task, attempt, policy, history, tags, cause, applied);
        return switch (applied.action()) {
            case RETRY -> retry(found);
            case FAIL -> end(found, applied.failed(), applied.because());
            case SUCCEED -> end(found, Outcome.success(attempt), applied.because());
        };
    }

    /**
     * Between what the delay of a retry lies, whatever the jitter: for those who look ahead.
     *
     * @param task a task whose {@link #decide} is a retry
     */
    public DelayRange delays(
            EndedAttempt task, AttemptId attempt, Policy policy, JobHistory history, Map<String, String> tags) {
        Cause cause = classifier.classify(task.stop(), policy.container());
        RuleMatch applied = RuleMatch.to(RuleInputs.of(task, attempt, history, tags, cause), policy);
        return new Budget(applied, policy, history.like(task.stop())).delays();
    }

    /** Everything that a decision about a failure looks at. */
    private record Case(
            EndedAttempt task,
            AttemptId attempt,
            Policy policy,
            JobHistory history,
            Map<String, String> tags,
            Cause cause,
            RuleMatch applied) {}

    private static Decided succeeded(AttemptId attempt, Policy policy, Cause cause) {
        Outcome outcome = Outcome.success(attempt);
        String why = attempt.isFirst()
                ? "The first attempt did the work."
                : "Attempt " + attempt.number() + " did the work.";
        return new Decided(
                new Ruling(cause.id(), cause.kind(), policy.name(), policy.mode(), Ruling.SUCCESS, true, why),
                new Decision.End(outcome, policy.announce().contains(outcome)));
    }

    private static Decided retry(Case found) {
        Budget budget = new Budget(
                found.applied(),
                found.policy(),
                found.history().like(found.task().stop()));
        Optional<String> spent = budget.spent(found.attempt());
        if (spent.isPresent()) {
            return end(found, Outcome.EXHAUSTED, spent.get());
        }
        Duration delay = budget.delay(JitterUnit.of(found.attempt()));
        Instant notBefore = found.task().times().stoppedAt().plus(delay);
        Duration deadline = found.policy().deadline();
        if (deadline != null
                && notBefore.isAfter(found.history().startedAt(found.task()).plus(deadline))) {
            return end(
                    found,
                    Outcome.EXPIRED,
                    "The next attempt would start after the deadline of " + DurationText.format(deadline) + ".");
        }
        AttemptId next = found.attempt().next();
        Relaunch relaunch = RelaunchPlanner.plan(
                found.task(), next, found.policy(), found.tags(), found.cause().id());
        return switch (relaunch) {
            case Relaunch.Impossible impossible -> end(found, Outcome.UNLAUNCHABLE, impossible.reason());
            case Relaunch.Possible possible ->
                new Decided(
                        ruling(
                                found,
                                found.applied().because() + " Attempt " + next.number() + " follows after "
                                        + DurationText.format(delay) + "."),
                        new Decision.Retry(next, delay.toSeconds(), notBefore, possible.request()));
        };
    }

    private static Decided end(Case found, Outcome outcome, String why) {
        return new Decided(
                ruling(found, why),
                new Decision.End(outcome, found.policy().announce().contains(outcome)));
    }

    private static Ruling ruling(Case found, String why) {
        return new Ruling(
                found.cause().id(),
                found.cause().kind(),
                found.policy().name(),
                found.policy().mode(),
                found.applied().rule(),
                found.applied().counted(),
                found.cause().summary() + " " + why + (found.policy().mode() == Mode.OBSERVE ? ONLY_OBSERVED : ""));
    }

    /** Whether the task did its work: nothing needs to be fetched for it then. */
    public boolean isSuccess(EndedAttempt task, Policy policy) {
        return classifier.classify(task.stop(), policy.container()).kind() == CauseKind.SUCCESS;
    }
}
