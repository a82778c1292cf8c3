package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that excuse a loss. Without an excuse the oracle accepts no loss. */
final class Excuses {

    /** No delivery brings an event later: EventBridge tries for a day, then Lambda for six hours, and people need time. */
    private static final Duration NOTHING_COMES_ANY_MORE = Duration.ofHours(36);

    /** Reconcile leaves younger things to their events. */
    static final Duration GRACE = Duration.ofSeconds(130);

    /** How long CloudTrail is asked. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(60);

    private Excuses() {}

    /** A launched task: its event is lost or late, no round could have seen it, and reconcile waited long enough. */
    static boolean taskIsLost(World world, Execution execution, Recorded record) {
        if (execution == null
                || execution.stoppedAt() == null
                || !execution.status().equals("SUCCEEDED")) {
            return false;
        }
        return !record.time("recordedAt").isBefore(execution.stoppedAt().plus(NOTHING_COMES_ANY_MORE))
                && world.ecs().tasks(record.text("jobId"), record.number()).stream()
                        .anyMatch(task -> world.hasLostStop(task) && !wasSeen(world, task));
    }

    /** A retry was recorded and never started, and while its values were known no round could start it. */
    static boolean valuesAreLost(World world, Job job, Recorded before, Recorded record) {
        return job.hasValues()
                && world.stepFunctions().execution(Execution.arn(job.id() + "-" + record.number())) == null
                && !record.time("recordedAt").isBefore(before.time("recordedAt").plus(NOTHING_COMES_ANY_MORE));
    }

    /** ECS knows the first task's values for an hour. Those of later tasks are in an execution's input. */
    static Instant valuesAreKnownUntil(Recorded record, @Nullable SimulatedTask task) {
        return record.number() > 1
                        || task == null
                        || task.stoppedAt() == null
                        || task.launch().job().isAwaited()
                        || !task.launch().job().hasValues()
                ? Instant.MAX
                : task.stoppedAt().plus(Duration.ofMinutes(55));
    }

    /** A first task of which no event came and that no round could see, or that no policy adopts. */
    static boolean neverHeardOf(World world, SimulatedTask first) {
        if (first.launch().job().missed()) {
            return neverRead(world, first);
        }
        return first.stoppedAt() == null
                || (first.stoppedAt().isBefore(Timeline.START) && !wasSeen(world, first))
                || (world.hasLostStop(first) && !wasSeen(world, first))
                || isNobodys(world, first);
    }

    private static boolean isNobodys(World world, SimulatedTask first) {
        return world.invocations().stream()
                .map(Invocation::deployment)
                .anyMatch(deployment -> deployment.adopts(first.launch().job()).isEmpty());
    }

    /** The record of a launch that made no task: it came too late, or no round could read it. */
    private static boolean neverRead(World world, SimulatedTask none) {
        Instant visible = world.history().visible(none.launch().job());
        return visible == null
                || isOld(world, none)
                || isNobodys(world, none)
                || world.cleanRounds().stream()
                        .noneMatch(round -> round.begin().isAfter(visible)
                                && round.begin().isBefore(none.createdAt().plus(Duration.ofMinutes(58)))
                                && !world.history().isDenied(round.end()));
    }

    /** A held retry: CloudTrail was asked for an hour, and no round could read the record while nothing was paused. */
    static boolean launchIsUnknown(World world, Job job, Recorded held, Recorded record) {
        Instant end = held.heldSince().plus(LONGEST_HOLD);
        Instant visible = world.history().visible(job);
        return !record.time("receivedAt").isBefore(end)
                && (visible == null
                        || world.cleanRounds().stream()
                                .noneMatch(round -> round.begin().isAfter(visible)
                                        && round.begin()
                                                .isAfter(world.table().pauses().over())
                                        && round.begin()
                                                .isAfter(held.time("recordedAt").plus(GRACE))
                                        && round.end().isBefore(end)
                                        && !world.history().isDenied(round.end())));
    }

    /** Whether the record of a decision must know that the caller has aborted; the record decides if the abort came during the decision. */
    static boolean callerHasGone(World world, Job job, Recorded record) {
        StoredItem caller = world.table().runJob(job.id());
        if (caller == null) {
            return false;
        }
        Instant begin = record.decided().writer().begin();
        List<Boolean> noted = caller.between(begin, record.decided().since()).stream()
                .map(version -> version.containsKey("abortedAt"))
                .distinct()
                .toList();
        return noted.contains(true) && (!noted.contains(false) || "CANCELLED".equals(record.text("outcome")));
    }

    /** Tags: ECS has forgotten the task, or may not be asked. */
    static boolean areTagsUnknown(World world, SimulatedTask first, Instant asked) {
        return first.launch().job().missed()
                || world.ecs().isClosed(first.clusterArn(), asked)
                || !Ecs.isKnown(first, asked);
    }

    /** Whether the record shows that its decision knew no tags. A success shows it only by its policy. */
    static boolean knewNoTags(Job job, Recorded record) {
        return switch (record.text("rule")) {
            case "(tags-unknown)" -> true;
            case "(success)" -> {
                Optional<Terms> byTheRest =
                        record.decided().writer().deployment().mayAdopt(job);
                yield "{}".equals(record.plain("tags"))
                        && byTheRest
                                .filter(terms -> terms.name.equals(record.text("policy")))
                                .isPresent();
            }
            default -> false;
        };
    }

    /** The same of an attempt's record: of run-job's first launch that made no task, the end of the launch. */
    static boolean isOld(World world, SimulatedTask first, Recorded record) {
        Instant since = world.table().adoptSince();
        return first.launch().job().isAwaited()
                ? since != null && record.time("stoppedAt").isBefore(since)
                : isOld(world, first);
    }

    /** A task that had stopped before the deployment adopted any. */
    static boolean isOld(World world, SimulatedTask first) {
        Instant since = world.table().adoptSince();
        return since != null && first.stoppedAt() != null && first.stoppedAt().isBefore(since);
    }

    /** Whether a round in which nothing went wrong could see the stopped task. */
    static boolean wasSeen(World world, SimulatedTask task) {
        Instant stopped = task.stoppedAt();
        return stopped != null
                && world.invocations().stream()
                        .anyMatch(round -> round.reconciles()
                                && round.isClean()
                                && !world.ecs().isClosed(task.clusterArn(), round.end())
                                && round.begin().isAfter(stopped.plus(GRACE))
                                && round.begin().isBefore(stopped.plus(Duration.ofMinutes(58))));
    }

    /**
     * A launch in doubt whose cluster cannot be asked. The event of the task's stop would correct the record, but is lost. Or RunTask's
     * answer got lost, and its second call found no cluster any more.
     */
    static boolean isUnverified(World world, SimulatedTask task, Recorded attempt) {
        return switch (attempt.text("cause")) {
            case "launch-unverified" -> world.hasLostStop(task);
            case "cluster-missing" -> task.stoppedAt() != null && world.ecs().isDeleted(task.clusterArn());
            default -> false;
        };
    }

    /**
     * Nobody can know what ECS has forgotten: the end of a launch in doubt whose event comes more than an hour after the task stopped,
     * and before the event of that stop.
     */
    static boolean isForgotten(SimulatedTask task, Recorded attempt) {
        return task.stoppedAt() != null
                && !task.stoppedAt().plus(Ecs.STOPPED_IS_SHOWN).isAfter(Instant.parse(attempt.text("recordedAt")));
    }
}
