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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds what lost events and dead invocations left undone: stopped tasks without a record, retries that were not launched or whose
 * end is not recorded, and ends that were not announced. It handles each as if its event had come. If the event comes too,
 * the second of the two finds the work done.
 */
public final class Reconcile {

    /** What is younger is left to its event: an invocation takes at most a minute, and Lambda tries again after one more. */
    static final Duration GRACE = Duration.ofMinutes(2);

    /** ECS knows a stopped task for at least an hour (Amazon ECS API reference, {@code DescribeTasks}). */
    static final Duration ECS_REMEMBERS = Duration.ofMinutes(90);

    private final EndedAttempts endedAttempts;
    private final Ports ports;
    private final Predicate<RuntimeException> throttling;
    private final InstantSource clock;
    private final OverdueRetries overdueRetries;
    private final MissedStops missedStops;

    /** The ports that it needs besides those of every attempt. */
    public record Ports(
            Attempts attempts, OpenAttempts openAttempts, Executions executions, ClusterTasks clusterTasks) {}

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
        this.overdueRetries = new OverdueRetries(endedAttempts, ports, missedStops, clock);
    }

    /**
     * Looks at everything once and does what is undone, until the time is over; what was not reached is for the next time.
     * Doing it twice, also at the same time, does the same thing once.
     *
     * @param until when nothing new is to be begun
     */
    public Reconciled run(Instant until) {
        Round round = new Round(clock, throttling, until);
        Instant dueBefore = round.begin().minus(GRACE);
        round.each(
                Stage.NOTICES,
                inAnyOrder(() -> ports.openAttempts().notices(dueBefore)),
                open -> open.attempt().launchName(),
                open -> announce(open, round));
        round.each(
                Stage.RETRIES,
                inAnyOrder(() -> ports.openAttempts().retries(dueBefore)),
                open -> open.attempt().launchName(),
                open -> overdueRetries.check(open, round));
        round.each(
                Stage.STOPPED_TASKS,
                inAnyOrder(() -> ports.clusterTasks().clusterArns().stream()),
                cluster -> cluster,
                cluster -> round.each(
                        Stage.STOPPED_TASKS,
                        ports.clusterTasks().stopped(cluster),
                        page -> "stopped tasks of " + cluster,
                        page -> missedStops.checkAll(ports.clusterTasks().describe(cluster, page), round)));
        return round.result();
    }

    /**
     * Fetched when it is iterated over; each time in another order, so that it is not always the same things that the time is too
     * short for.
     */
    private <T> Iterable<T> inAnyOrder(Supplier<Stream<T>> things) {
        return () -> {
            List<T> shuffled = new ArrayList<>(things.get().toList());
            Collections.shuffle(shuffled, new Random(clock.instant().toEpochMilli()));
            return shuffled.iterator();
        };
    }

    /** Only what was recorded a while ago: whoever has just recorded it is about to carry it out. */
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
