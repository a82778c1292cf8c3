package io.github.ecstaskretry.cli.ask.explain;

import io.github.ecstaskretry.core.decide.Decided;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.Decision;
import io.github.ecstaskretry.core.decide.DelayRange;
import io.github.ecstaskretry.core.history.JobHistory;
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
import java.util.Map;

/**
 * What would follow if every attempt ended like this one, after as long a time: the decider, asked again and again.
 *
 * @param attemptDuration from a task's creation to its stop, taken from the task at hand
 * @param attempts those that would follow, none when the job has ended
 * @param outcome how the job would end
 * @param why in a sentence
 * @param latestEnd when it would have ended at the latest, whatever the jitter
 */
public record Schedule(
        Duration attemptDuration, List<Planned> attempts, Outcome outcome, String why, Instant latestEnd) {

    /**
     * One attempt to come.
     *
     * @param number counted from 1
     * @param delay from the stop of the attempt before it, as this job's own jitter gives it
     * @param delays between what it lies for any job
     * @param start with this job's own delays
     * @param latestStart when every delay is as long as it can be, and the deadline allows it
     */
    public record Planned(int number, Duration delay, DelayRange delays, Instant start, Instant latestStart) {}

    /** Keeps a copy. */
    public Schedule {
        attempts = List.copyOf(attempts);
    }

    static Schedule of(
            StoppedTask stopped,
            AttemptId stoppedAs,
            Policy policy,
            JobHistory before,
            Map<String, String> tags,
            Decider decider) {
        Duration duration =
                Duration.between(stopped.createdOrStoppedAt(), stopped.times().stoppedAt());
        List<Planned> planned = new ArrayList<>();
        StoppedTask task = stopped;
        AttemptId attempt = stoppedAs;
        JobHistory history = before;
        Instant latestEnd = task.times().stoppedAt();
        Decided decided = decider.decide(task, attempt, policy, history, tags);
        while (decided.decision() instanceof Decision.Retry retry) {
            DelayRange delays = decider.delays(task, attempt, policy, history, tags);
            Instant latestStart = withinDeadline(latestEnd.plus(delays.longest()), policy, history.startedAt(task));
            planned.add(new Planned(
                    retry.next().number(),
                    Duration.ofSeconds(retry.delaySeconds()),
                    delays,
                    retry.notBefore(),
                    latestStart));
            latestEnd = latestStart.plus(duration);
            history = Past.with(history, task, attempt, decided, tags);
            attempt = retry.next();
            task = following(task, retry, duration);
            decided = decider.decide(task, attempt, policy, history, tags);
        }
        Outcome outcome = ((Decision.End) decided.decision()).outcome();
        return new Schedule(duration, planned, outcome, decided.ruling().why(), latestEnd);
    }

    private static Instant withinDeadline(Instant start, Policy policy, Instant jobStart) {
        Duration deadline = policy.deadline();
        return deadline == null || start.isBefore(jobStart.plus(deadline)) ? start : jobStart.plus(deadline);
    }

    /** The task that the retry launches, which ends like the one before it. */
    private static StoppedTask following(StoppedTask task, Decision.Retry retry, Duration duration) {
        Instant created = retry.notBefore();
        Times times = new Times(created, task.times().startedAt() == null ? null : created, created.plus(duration));
        return new StoppedTask(
                task.arn(),
                task.clusterArn(),
                task.taskDefinitionArn(),
                new Origin(task.origin().group(), retry.next().startedBy()),
                task.placement(),
                times,
                task.stop(),
                task.overrides(),
                task.enableExecuteCommand(),
                task.event());
    }
}
