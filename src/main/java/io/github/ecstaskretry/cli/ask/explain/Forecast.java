package io.github.ecstaskretry.cli.ask.explain;

import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a job if every attempt ended like this one, after the same time: the decider's verdicts, one after the other.
 *
 * @param attemptDuration from a task's creation to its stop, taken from the task at hand
 * @param why why the job would end, in a sentence
 * @param latestEnd when the job would end at the latest, with the most jitter
 */
public record Forecast(
        Duration attemptDuration, List<ForecastAttempt> attempts, Outcome outcome, String why, Instant latestEnd) {

    /** A future attempt. Its latest start assumes the longest delays that the deadline allows. */
    public record ForecastAttempt(
            int number, Verdict.RunAgain retry, Instant latestStart, List<ChangedParameter> changes) {

        public ForecastAttempt {
            changes = List.copyOf(changes);
        }
    }

    public Forecast {
        attempts = List.copyOf(attempts);
    }

    static Forecast of(Situation situation, Plan plan, Learned learned, Decider decider) {
        Duration duration = DurationText.between(
                situation.ended().createdOrStoppedAt(),
                situation.ended().times().stoppedAt());
        List<ForecastAttempt> attempts = new ArrayList<>();
        Situation now = situation;
        Plan next = plan;
        Instant latestEnd = situation.ended().times().stoppedAt();
        while (next instanceof Plan.Relaunch launch) {
            Verdict.RunAgain retry = launch.retry();
            Instant latestStart = withinDeadline(latestEnd.plus(retry.longest()), now);
            attempts.add(new ForecastAttempt(retry.attempt().number(), retry, latestStart, launch.changes()));
            latestEnd = latestStart.plus(duration);
            now = following(now, launch, duration);
            next = Explainer.PLANNER.plan(now, decider.decide(now), knownAfter(launch, learned));
        }
        Outcome outcome = ((Plan.NoLaunch) next).end().outcome();
        return new Forecast(duration, attempts, outcome, next.verdict().ruling().why(), latestEnd);
    }

    /**
     * The situation as if each earlier attempt had failed in the same way. Nothing tells when they were, so the deadline is counted
     * from the creation of the task at hand.
     */
    static Situation afterAlikeAttempts(Situation situation, Decider decider) {
        JobHistory history = JobHistory.NONE;
        for (int number = 1; number < situation.attempt().number(); number++) {
            Situation earlier = situation.at(new AttemptId(situation.attempt().jobId(), number), history);
            history = add(earlier, decider.decide(earlier), null, List.of());
        }
        return situation.at(situation.attempt(), history);
    }

    private static Instant withinDeadline(Instant start, Situation situation) {
        Policy policy = situation.policy();
        if (policy.deadline() == null) {
            return start;
        }
        Instant latest = situation.history().startedAt(situation.ended()).plus(policy.deadline());
        return start.isBefore(latest) ? start : latest;
    }

    /** A later attempt is launched like the one before, unless that launch is not known here. */
    private static Learned knownAfter(Plan.Relaunch launch, Learned learned) {
        return learned instanceof Learned.NotYet || learned instanceof Learned.Later
                ? learned
                : new Learned.Launch("attempt", launch.request());
    }

    /** The next attempt, which ends like the one before it. */
    private static Situation following(Situation before, Plan.Relaunch launch, Duration duration) {
        Verdict.RunAgain retry = launch.retry();
        StoppedTask task = launch.request().launched((StoppedTask) before.ended());
        Instant created = retry.notBefore();
        Instant stopped = created.plus(duration);
        StoppedTask next = task.as(
                new Origin(task.origin().group(), retry.attempt().startedBy()),
                new Times(created, task.times().startedAt() == null ? null : created, stopped));
        return new Situation(
                next,
                retry.attempt(),
                before.policy(),
                before.retired(),
                add(before, launch.verdict(), launch.request(), launch.changes()),
                before.gathered(),
                stopped);
    }

    /** The history with this attempt, which was retried. */
    private static JobHistory add(
            Situation situation, Verdict verdict, @Nullable RunTaskRequest request, List<ChangedParameter> changes) {
        List<RecordedAttempt> attempts = new ArrayList<>(situation.history().attempts());
        String startedBy = attempts.isEmpty()
                ? situation.ended().origin().startedBy()
                : situation.history().originalStartedBy();
        attempts.add(new RecordedAttempt(
                situation.attempt(),
                Subject.of(situation.ended(), startedBy, situation.tags()),
                situation.ended().times(),
                situation.ended().stop(),
                verdict.ruling(),
                new RecordedDecision.Retry(
                        0, situation.ended().times().stoppedAt(), null, request, null, false, null, changes),
                situation.ended().event(),
                situation.receivedAt()));
        return new JobHistory(attempts);
    }
}
