package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.function.retry.OpenAttempts.Open;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Finds the work that lost events and dead invocations left undone: stopped tasks without a record, retries that were not launched or
 * whose end is not recorded, ends that were not announced, and run-job executions that were not answered. It handles each as if its
 * event had come. If the event also comes, the later of the two finds the work done.
 */
public final class Reconcile {

    /** Leaves younger things to their events: an invocation takes at most a minute, and Lambda tries again after another minute. */
    static final Duration GRACE = Duration.ofMinutes(2);

    /**
     * After this time no delivery brings an event: EventBridge tries for at most 24 hours, then Lambda for 6 (Amazon
     * EventBridge user guide, "How EventBridge retries delivering events"; AWS Lambda developer guide, "How Lambda handles errors and
     * retries with asynchronous invocation"). An event that is redriven from the dead-letter queue later supersedes the loss.
     */
    static final Duration LOST_AFTER = Duration.ofHours(36);

    /** ECS remembers a stopped task for an hour, and a round starts every five minutes. */
    private static final int ROUNDS_AN_HOUR = 12;

    private final EndedAttempts endedAttempts;
    private final Ports ports;
    private final Predicate<RuntimeException> throttling;
    private final InstantSource clock;
    private final OpenAnswers openAnswers;
    private final UnfinishedReruns unfinishedReruns;
    private final OverdueRetries overdueRetries;
    private final MissedStops missedStops;
    private final HeldRetries heldRetries;
    private final DueDigests dueDigests;
    private final MissedLaunches missedLaunches;

    /** The ports that only reconciling needs. */
    public record Ports(
            Attempts attempts,
            OpenAttempts openAttempts,
            Executions executions,
            RunJobs runJobs,
            AbortedJobs abortedJobs,
            OpenReruns openReruns,
            ClusterTasks clusterTasks,
            Control control,
            LaunchRecords launchRecords,
            Launches launches,
            Digests digests,
            DigestNotices digestNotices) {

        boolean watches(String clusterArn) {
            return launches.clusters().isEmpty() || launches.clusters().contains(clusterArn);
        }

        LaunchValues launchValues(EndedAttempts endedAttempts) {
            return new LaunchValues(endedAttempts, executions, clusterTasks);
        }
    }

    /**
     * The launches of others that are looked at.
     *
     * @param watched whether failed launches of rules and schedules are
     * @param clusters their clusters' ARNs; none: all
     */
    public record Launches(boolean watched, List<String> clusters) {}

    public Reconcile(
            EndedAttempts endedAttempts,
            StoppedTasks stoppedTasks,
            Ports ports,
            Predicate<RuntimeException> throttling,
            InstantSource clock) {
        this.endedAttempts = endedAttempts;
        this.ports = ports;
        this.throttling = throttling;
        this.clock = clock;
        this.missedStops = new MissedStops(stoppedTasks, ports.openAttempts());
        OpenLaunches openLaunches = new OpenLaunches(endedAttempts, ports, missedStops, clock);
        this.openAnswers = new OpenAnswers(ports, openLaunches);
        this.unfinishedReruns = new UnfinishedReruns(endedAttempts, ports, openLaunches);
        this.overdueRetries = new OverdueRetries(endedAttempts, ports, openLaunches);
        this.heldRetries = new HeldRetries(endedAttempts, overdueRetries, ports, clock);
        this.dueDigests = new DueDigests(ports.digests(), ports.digestNotices());
        this.missedLaunches = new MissedLaunches(endedAttempts, ports);
    }

    /**
     * Looks at everything once and does the open work until the time is over. The next round does the rest. Idempotent, even if two
     * rounds run at the same time.
     *
     * @param until the time after which nothing new begins
     */
    public Reconciled run(Instant until) {
        Control.ControlItem control = ports.control().read();
        Round round = new Round(clock, throttling, until);
        Instant dueBefore = round.begin().minus(GRACE);
        round.each(
                Stage.NOTICES,
                inAnyOrder(round, Stage.NOTICES, ports.openAttempts().notices(dueBefore, round::skip)),
                open -> open.attempt().launchName(),
                open -> announce(open, round));
        dueDigests.sendAll(round);
        overdueRetries.checkAll(
                inAnyOrder(round, Stage.RETRIES, ports.openAttempts().retries(dueBefore, round::skip)), round);
        List<Open> held =
                inAnyOrder(round, Stage.HELD_RETRIES, ports.openAttempts().held(round::skip));
        round.held(held.size());
        heldRetries.checkAll(held, control, round);
        unfinishedReruns.checkAll(
                inAnyOrder(round, Stage.RERUNS, ports.openReruns().open(dueBefore, round::skip)), round);
        openAnswers.checkAll(inAnyOrder(round, Stage.ANSWERS, ports.runJobs().open(dueBefore, round::skip)), round);
        round.each(
                Stage.STOPPED_TASKS,
                inAnyOrder(
                        round,
                        Stage.STOPPED_TASKS,
                        List.<Iterable<String>>of(
                                () -> ports.clusterTasks().clusterArns().iterator())),
                cluster -> cluster,
                cluster -> checkStopped(cluster, round));
        if (ports.launches().watched() && round.goesOn(Stage.MISSED_LAUNCHES)) {
            round.guarded(Stage.MISSED_LAUNCHES, "launches of others", () -> missedLaunches.check(round));
        }
        return round.result();
    }

    /** Uses another order each time, so that a lack of time does not always hit the same things. */
    private static <T> List<T> inAnyOrder(Round round, Stage stage, List<Iterable<T>> sources) {
        List<T> shuffled = round.gather(stage, sources);
        Collections.shuffle(shuffled, new Random(round.begin().toEpochMilli()));
        return shuffled;
    }

    /** Begins at another page in each round of an hour, so that every page of a large cluster has its turn within the hour. */
    private void checkStopped(String cluster, Round round) {
        List<List<String>> pages =
                round.gather(Stage.STOPPED_TASKS, List.of(ports.clusterTasks().stopped(cluster)));
        long turn = round.begin().getEpochSecond()
                * ROUNDS_AN_HOUR
                / Duration.ofHours(1).toSeconds()
                % ROUNDS_AN_HOUR;
        Collections.rotate(pages, -Math.toIntExact(pages.size() * turn / ROUNDS_AN_HOUR));
        round.each(
                Stage.STOPPED_TASKS,
                pages,
                page -> "stopped tasks of " + cluster,
                page -> missedStops.checkAll(ports.clusterTasks().describe(cluster, page), round));
    }

    /** Skips what was recorded a moment ago, because the invocation that recorded it is about to carry it out. */
    private void announce(Open open, Round round) {
        if (open.recordedAt().isAfter(round.begin().minus(GRACE))) {
            return;
        }
        round.look(Stage.NOTICES);
        JobHistory job = ports.attempts().history(open.attempt().jobId());
        job.attempt(open.attempt().number()).filter(Reconcile::noticeDue).ifPresent(ended -> {
            endedAttempts.carryOut(
                    ended, TaskOverrides.NONE, job.before(ended.id().number()));
            round.found(Finding.LOST_NOTICE, open.since());
        });
    }

    private static boolean noticeDue(RecordedAttempt attempt) {
        return attempt.decision() instanceof RecordedDecision.End terminal && terminal.noticeDue();
    }
}
