package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks that work is done in time. If nothing is broken, the limit is a minute or two after the event. After a fault it is the end of
 * the first reconcile round without a fault, because such a round does everything that is due.
 */
final class Liveness {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** The longest time between two rounds, in a run of some hours. */
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final World world;
    private final Consumer<String> report;
    private final List<Invocation> rounds;

    Liveness(World world, Consumer<String> report) {
        this.world = world;
        this.report = report;
        this.rounds = world.cleanRounds();
    }

    void check() {
        checkAdoption();
        for (SimulatedTask first : world.jobs()) {
            List<Recorded> records = world.table().items(first.jobId()).stream()
                    .map(Recorded::new)
                    .toList();
            records.forEach(record -> check(record, records));
        }
    }

    /** The first clean round settles since when the deployment adopts tasks. */
    private void checkAdoption() {
        Instant since = world.table().adoptSince();
        rounds.stream()
                .findFirst()
                .filter(round -> since == null || since.isAfter(round.begin()))
                .ifPresent(round -> report.accept(
                        "liveness: tasks are adopted since " + since + ", and " + round + " went by before"));
    }

    private void check(Recorded record, List<Recorded> records) {
        String name = record.text("jobId") + "-" + record.number();
        Instant recorded = record.decided().since();
        SimulatedTask task = world.ecs().tasks(record.text("jobId"), record.number()).stream()
                .findFirst()
                .orElse(null);
        if (task != null && task.stoppedAt() != null && record.text("taskArn") != null) {
            Instant known = task.stoppedAt().plus(Duration.ofMinutes(55));
            due("its stop is recorded", name, task.stoppedAt(), known, recorded, round -> adopts(round, record, task));
        }
        if (record.isRetry() && record.text("executionArn") != null && !record.wasCancelled()) {
            Execution execution = world.stepFunctions().executionOf(record);
            if (record.wasHeld() && !checkRelease(name, record, records)) {
                return;
            }
            Instant free = record.wasHeld() ? record.released() : recorded;
            due(
                    "its retry is started",
                    name,
                    world.faults().none() && !record.wasHurried() ? free : startable(record, free),
                    Excuses.valuesAreKnownUntil(record, task),
                    started(record, records, execution),
                    round -> valuesAreTold(round, record, task));
            launched(name, record, execution);
        }
        if (record.isTerminal() && record.isToBeAnnounced()) {
            String announced = record.text("announcedAt");
            Instant done = announced == null ? null : Instant.parse(announced);
            Instant digest = record.digestDue();
            if (digest == null) {
                due("its end is announced", name, recorded, Instant.MAX, done, round -> true);
            } else {
                checkRounds("its digest is sent", name, digest, Instant.MAX, done, r -> r.mayTakeNotices(world));
            }
        }
    }

    /** The planned execution of a hurried retry may have made the task before it was stopped. Then no round starts the other one. */
    private @Nullable Instant started(Recorded record, List<Recorded> records, @Nullable Execution execution) {
        Stream<SimulatedTask> made = record.wasHurried()
                ? world.ecs().tasks(record.text("jobId"), record.number() + 1).stream()
                : Stream.empty();
        Instant started = execution == null ? nextRecorded(record, records) : execution.startedAt();
        return Stream.concat(Stream.ofNullable(started), made.map(SimulatedTask::createdAt))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Released as soon as a round can read how the task was launched and nothing is paused; returns whether it was released. */
    private boolean checkRelease(String name, Recorded record, List<Recorded> records) {
        Instant released = record.released();
        Instant calm = world.table().pauses().over();
        if (record.wasPaused()) {
            Instant notAfter = record.time("notAfter");
            checkRounds(
                    "its pause is over",
                    name,
                    later(record.decided().since(), notAfter.isBefore(calm) ? notAfter : calm)
                            .plus(EVERY),
                    Instant.MAX,
                    released == null ? nextRecorded(record, records) : released,
                    round -> true);
            return released != null;
        }
        Instant visible = world.history().visible(first(record).launch().job());
        Instant end = record.heldSince().plus(Duration.ofMinutes(60));
        checkRounds(
                "its hold is over",
                name,
                visible == null || visible.isAfter(end)
                        ? end.plus(EVERY)
                        : later(later(record.decided().since(), visible), calm).plus(EVERY),
                Instant.MAX,
                released == null ? nextRecorded(record, records) : released,
                round ->
                        (!world.history().isDenied(round.end()) || round.begin().isAfter(end))
                                && (visible == null
                                        || round.end().isBefore(visible)
                                        || round.begin().isAfter(calm)));
        return released != null;
    }

    /** When a round must start what was not started: once it is due, or as soon as somebody has noted that he could not start it. */
    private Instant startable(Recorded record, Instant free) {
        String execution = record.text("executionArn");
        String name = execution.substring(execution.lastIndexOf(':') + 1);
        return world.invocations().stream()
                .filter(invocation -> invocation.couldOnlyNotStart(name))
                .map(Invocation::end)
                .min(Comparator.naturalOrder())
                .filter(noted -> noted.isBefore(record.time("notBefore")))
                .map(noted -> later(free, noted))
                .orElseGet(() -> later(free, record.time("notBefore")));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private SimulatedTask first(Recorded record) {
        return world.jobs().stream()
                .filter(job -> job.jobId().equals(record.text("jobId")))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Only the caller's own configuration has the values of a launch that made no task. ECS tells nothing of a cluster that is
     * deleted or forbidden.
     */
    private boolean valuesAreTold(Invocation round, Recorded record, @Nullable SimulatedTask task) {
        Job job = first(record).launch().job();
        if (record.number() > 1 || !job.hasValues() || job.isAwaited()) {
            return true;
        }
        return job.missed()
                ? !world.callers()
                        .answers(job.caller(), round.begin(), round.end())
                        .contains("")
                : task == null || !world.ecs().isClosed(task.clusterArn(), round.end());
    }

    /** Nobody handles a first task before a policy file adopts it. */
    private boolean adopts(Invocation round, Recorded record, SimulatedTask task) {
        return !world.ecs().isClosed(task.clusterArn(), round.end())
                && (record.number() > 1
                        || round.deployment().adopts(task.launch().job()).isPresent());
    }

    private static @Nullable Instant nextRecorded(Recorded record, List<Recorded> records) {
        return records.size() > record.number()
                ? records.get(record.number()).decided().since()
                : null;
    }

    /** Not before it is due, and within a minute if nothing is broken. */
    private void launched(String name, Recorded record, @Nullable Execution execution) {
        Instant planned = record.asDecided().time("notBefore");
        Instant due = record.time("notBefore");
        due = record.wasHurried() && planned.isBefore(due) ? planned : due;
        for (SimulatedTask task : world.ecs().tasks(record.text("jobId"), record.number() + 1)) {
            if (task.createdAt().isBefore(due)) {
                report.accept("liveness: the retry of " + name + " is launched before it is due");
            }
            if (world.faults().none()
                    && execution != null
                    && task.createdAt().isAfter(due.plus(SOON))
                    && task.createdAt().isAfter(execution.startedAt().plus(SOON))) {
                report.accept(
                        "liveness: the retry of " + name + " is launched at " + task.createdAt() + ", due " + due);
            }
        }
    }

    /**
     * Whether something was done in time.
     *
     * @param since when it was to be done
     * @param until when nobody could do it any more
     * @param done null: never
     */
    private void due(
            String what,
            String name,
            Instant since,
            Instant until,
            @Nullable Instant done,
            Predicate<Invocation> couldDoIt) {
        if (world.faults().none() && (done == null || done.isAfter(since.plus(SOON)))) {
            report.accept("liveness: " + name + ": " + what + " at " + done + ", due since " + since);
        }
        checkRounds(what, name, since, until, done, couldDoIt);
    }

    /** Whether the first possible round did it. */
    private void checkRounds(
            String what,
            String name,
            Instant since,
            Instant until,
            @Nullable Instant done,
            Predicate<Invocation> couldDoIt) {
        Optional<Invocation> idle = rounds.stream()
                .filter(round -> round.begin().isAfter(since.plus(Excuses.GRACE))
                        && round.begin().isBefore(until))
                .filter(couldDoIt)
                .filter(round -> done == null || done.isAfter(round.end()))
                .findFirst();
        idle.ifPresent(round -> report.accept("liveness: " + name + ": " + what + " at " + done + ", due since " + since
                + ", and " + round + " went by"));
    }
}
