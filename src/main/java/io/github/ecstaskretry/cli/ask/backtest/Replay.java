package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.Gathered;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.decide.PolicySelector.PolicySelection;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import io.github.ecstaskretry.core.history.RecordedAttempt.Superseded;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides recorded attempts again, with the function's own code and each attempt's recorded situation.
 *
 * <p>A launch is not planned again, because its parameters may have been learned from others. A retry that was recorded as {@link
 * Outcome#UNLAUNCHABLE} stays so if the policy declares the same for launches.
 */
public final class Replay {

    private final PolicySelector selector;
    private final Decider decider;

    public Replay(PolicySet policies, Classifier classifier) {
        this.decider = new Decider(classifier);
        this.selector = new PolicySelector(policies, PolicyFile.builtIn(), decider);
    }

    /**
     * A decision.
     *
     * @param policy null if no policy adopts the task
     * @param verdict null if no policy adopts the task
     * @param askedForTags whether the function would have read the task's tags
     */
    public record Redecision(
            Judgement judgement,
            @Nullable Policy policy,
            @Nullable Verdict verdict,
            boolean askedForTags) {}

    /** Decides an attempt again, after these as they were decided. {@code recordedBy} is the policy of the record; null: the one that is found. */
    public Redecision replay(RecordedAttempt attempt, JobHistory history, @Nullable Policy recordedBy) {
        EndedAttempt ended = ended(attempt);
        JobHistory then = asOf(history, attempt.receivedAt());
        boolean[] asked = new boolean[1];
        PolicySelection selected = selector.select(ended, then, task -> {
            asked[0] = true;
            return tags(attempt.subject());
        });
        Policy policy = selected.policy();
        if (policy == null) {
            return new Redecision(Judgement.ignored(), null, null, asked[0]);
        }
        Situation situation = new Situation(
                ended,
                attempt.id(),
                policy,
                selected.retired(),
                then,
                adoption(selected.gathered(), attempt, policy, ended),
                attempt.receivedAt());
        Verdict verdict = decider.decide(situation);
        if (verdict.next() instanceof Verdict.RunAgain
                && attempt.decision() instanceof RecordedDecision.End end
                && end.outcome() == Outcome.UNLAUNCHABLE
                && (recordedBy == null || launchesLike(policy, recordedBy))) {
            verdict = Decider.unlaunchable(situation, verdict, "It could not be launched.");
        }
        Judgement judgement = Judgement.of(verdict.ruling(), next(verdict, situation, attempt.superseded()));
        return new Redecision(judgement, policy, verdict, asked[0]);
    }

    private static boolean launchesLike(Policy policy, Policy other) {
        return Objects.equals(policy.network(), other.network())
                && policy.launch().equals(other.launch())
                && policy.learn() == other.learn();
    }

    private static TaskTags.Answer tags(Subject subject) {
        return subject.tagsUnknown() == null
                ? new TaskTags.KnownTags(subject.tags())
                : new TaskTags.UnknownTags(subject.tagsUnknown());
    }

    /** The function asks since when it adopts tasks unless the task did its work. */
    private Gathered adoption(Gathered gathered, RecordedAttempt attempt, Policy policy, EndedAttempt ended) {
        boolean tooEarly = attempt.ruling().rule().equals(Ruling.BEFORE_DEPLOYMENT);
        return tooEarly && !decider.isSuccess(ended, policy)
                ? gathered.since(attempt.times().stoppedAt().plusMillis(1))
                : gathered;
    }

    /** As {@code function.retry.EndedAttempts} records a verdict. */
    private static Judgement.Following next(Verdict verdict, Situation situation, @Nullable Superseded superseded) {
        JobHistory history = situation.history();
        boolean corrects = history.announcedTooEarly() && history.end().isEmpty();
        return switch (verdict.next()) {
            case Verdict.RunAgain retry -> new Judgement.Retried(retry.delay().toSeconds(), retry.notAfter());
            case Verdict.EndJob end ->
                new Judgement.Ended(
                        end.outcome(),
                        (situation.policy().mode() == Mode.ACT && (corrects || end.announce()))
                                || (superseded != null && superseded.announce()));
        };
    }

    /** The history as it was at that time: an attempt that was superseded later was recorded as lost. */
    private static JobHistory asOf(JobHistory history, Instant time) {
        return new JobHistory(history.attempts().stream()
                .map(attempt -> attempt.superseded() != null
                                && attempt.superseded().at().isAfter(time)
                        ? lost(attempt, attempt.superseded())
                        : attempt)
                .toList());
    }

    private static RecordedAttempt lost(RecordedAttempt attempt, Superseded before) {
        return new RecordedAttempt(
                attempt.id(),
                attempt.subject(),
                attempt.times(),
                new Stop.LaunchFailure(Stop.LaunchFailure.TASK_LOST, null, null),
                attempt.ruling(),
                new RecordedDecision.End(before.outcome(), before.announce(), null),
                attempt.event(),
                attempt.receivedAt());
    }

    /** The attempt as its event described it, without what only its launch needs. */
    static EndedAttempt ended(RecordedAttempt attempt) {
        Subject subject = attempt.subject();
        Origin origin = new Origin(subject.group(), subject.startedBy());
        Placement placement = new Placement(
                subject.launchType(), subject.capacityProvider(), null, Set.of(), Set.of(), subject.size());
        TaskOverrides overrides = TaskOverrides.NONE;
        return switch (attempt.stop()) {
            case Stop.TaskStop stop ->
                new StoppedTask(
                        Objects.requireNonNull(subject.taskArn(), "a stopped task has an ARN"),
                        subject.clusterArn(),
                        subject.taskDefinitionArn(),
                        origin,
                        placement,
                        attempt.times(),
                        stop,
                        overrides,
                        false,
                        attempt.event());
            case Stop.LaunchFailure stop ->
                new FailedLaunch(
                        attempt.id(),
                        subject.clusterArn(),
                        subject.taskDefinitionArn(),
                        origin,
                        placement,
                        attempt.times(),
                        stop,
                        overrides,
                        false,
                        attempt.event());
        };
    }
}
